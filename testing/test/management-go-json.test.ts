import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeStruct, goStruct, readBody } from '../src/go-json.ts'
import type { TestRequest } from '../src/route.ts'

const policy = goStruct('api.RetentionPolicyRequest', {
  name: 'string',
  measurement: '*string',
  retention_days: 'int',
  is_active: 'bool',
  tags: '[]string',
  mapping: 'map[string]string',
})

const zero = { name: '', measurement: null, retention_days: 0, is_active: false, tags: null, mapping: null }

function decode(text: string) {
  return decodeStruct(new TextEncoder().encode(text), policy)
}

describe('a body becomes a Go struct', () => {
  it.each([
    ['{}', zero],
    ['null', zero],
    [' {"name":"a"}\n', { ...zero, name: 'a' }],
    ['{"NAME":"a","Retention_Days":3}', { ...zero, name: 'a', retention_days: 3 }],
    ['{"name":"a","name":"b"}', { ...zero, name: 'b' }],
    ['{"name":"a","name":null}', { ...zero, name: 'a' }],
    ['{"measurement":"a","measurement":null}', zero],
    ['{"measurement":""}', { ...zero, measurement: '' }],
    ['{"unknown":{"deep":[1,2,{}]},"is_active":true}', { ...zero, is_active: true }],
    ['{"tags":[]}', { ...zero, tags: [] }],
    ['{"tags":["a",null]}', { ...zero, tags: ['a', ''] }],
    ['{"mapping":{"a":"b"}}', { ...zero, mapping: { a: 'b' } }],
    ['{"name":"\\u00e9\\n\\ud83d\\ude00"}', { ...zero, name: 'é\n😀' }],
    ['{"name":"\\ud800x"}', { ...zero, name: '\uFFFDx' }],
    ['{"retention_days":-0}', { ...zero, retention_days: 0 }],
  ])('%s', (text, value) => {
    expect(decode(text)).toEqual({ value })
  })
})

describe('errors are those of encoding/json', () => {
  it.each([
    ['', 'unexpected end of JSON input'],
    ['{', 'unexpected end of JSON input'],
    ['{"a":1', 'unexpected end of JSON input'],
    ['{bad', "invalid character 'b' looking for beginning of object key string"],
    ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":01}', "invalid character '1' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ['{"a":1} x', "invalid character 'x' after top-level value"],
    ['{"a":tru}', "invalid character '}' in literal true (expecting 'e')"],
    ['{"a":-}', "invalid character '}' in numeric literal"],
    ['{"a":1.}', "invalid character '}' after decimal point in numeric literal"],
    ['{"a":1e}', "invalid character '}' in exponent of numeric literal"],
    ['{"a":"\\x"}', "invalid character 'x' in string escape code"],
    ['{"a":"\\u12g4"}', "invalid character 'g' in \\u hexadecimal character escape"],
    ['{"a":"\n"}', "invalid character '\\n' in string literal"],
    ['{"a":é}', "invalid character 'Ã' looking for beginning of value"],
    ['"x"', 'json: cannot unmarshal string into Go value of type api.RetentionPolicyRequest'],
    ['[1,2]', 'json: cannot unmarshal array into Go value of type api.RetentionPolicyRequest'],
    [
      '{"retention_days":1.5}',
      'json: cannot unmarshal number 1.5 into Go struct field RetentionPolicyRequest.retention_days of type int',
    ],
    [
      '{"retention_days":30.0}',
      'json: cannot unmarshal number 30.0 into Go struct field RetentionPolicyRequest.retention_days of type int',
    ],
    [
      '{"retention_days":99999999999999999999}',
      'json: cannot unmarshal number 99999999999999999999 into Go struct field RetentionPolicyRequest.retention_days of type int',
    ],
    [
      '{"retention_days":"30","name":5}',
      'json: cannot unmarshal string into Go struct field RetentionPolicyRequest.retention_days of type int',
    ],
    ['{"name":5}', 'json: cannot unmarshal number into Go struct field RetentionPolicyRequest.name of type string'],
    [
      '{"is_active":1}',
      'json: cannot unmarshal number into Go struct field RetentionPolicyRequest.is_active of type bool',
    ],
    [
      '{"measurement":{}}',
      'json: cannot unmarshal object into Go struct field RetentionPolicyRequest.measurement of type string',
    ],
    ['{"tags":"a"}', 'json: cannot unmarshal string into Go struct field RetentionPolicyRequest.tags of type []string'],
    ['{"tags":[1]}', 'json: cannot unmarshal number into Go struct field RetentionPolicyRequest.tags of type string'],
  ])('%s', (text, error) => {
    expect(decode(text)).toEqual({ error })
  })
})

describe('the request around the body', () => {
  const request = (headers: Record<string, string>, body: Uint8Array): TestRequest => ({
    method: 'POST',
    path: '/',
    params: {},
    query: new URLSearchParams(),
    headers: new Headers(headers),
    body,
  })
  const text = new TextEncoder().encode('{"name":"a"}')

  it.each(['application/json', 'application/json; charset=utf-8', 'application/vnd.x+json', 'APPLICATION/JSON'])(
    'is read as %s',
    (type) => expect(readBody(request({ 'content-type': type }, text), policy).value?.name).toBe('a'),
  )

  it.each(['text/plain', 'application/json2', ''])('is refused as %j', (type) => {
    expect(readBody(request({ 'content-type': type }, text), policy)).toEqual({ error: 'Unprocessable Entity' })
  })

  it('is decompressed, and what cannot be is read as the text of the error', () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    expect(readBody(request(headers, gzipSync(text)), policy).value?.name).toBe('a')
    expect(readBody(request(headers, text), policy).error).toBe("invalid character 'g' looking for beginning of value")
  })
})
