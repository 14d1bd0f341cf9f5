import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readBody } from '../src/json-body.ts'
import type { TestRequest } from '../src/route.ts'

const policy = {
  name: 'text',
  measurement: 'text?',
  retention_days: 'integer',
  is_active: 'boolean',
  tags: 'texts?',
} as const

const zero = { name: '', measurement: null, retention_days: 0, is_active: false, tags: null }

const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

function read(body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) {
  const request: TestRequest = {
    method: 'POST',
    path: '/',
    params: {},
    query: new URLSearchParams(),
    headers: new Headers(headers),
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  }
  return readBody(request, policy)
}

describe('JSON', () => {
  it.each([
    ['{}', zero],
    ['null', zero],
    [' {"name":"a"}\n', { ...zero, name: 'a' }],
    ['{"NAME":"a","Retention_Days":3}', { ...zero, name: 'a', retention_days: 3 }],
    ['{"name":"a","name":"b"}', { ...zero, name: 'b' }],
    ['{"measurement":""}', { ...zero, measurement: '' }],
    ['{"unknown":{"deep":[1,2,{}]},"is_active":true}', { ...zero, is_active: true }],
    ['{"tags":[]}', { ...zero, tags: [] }],
    ['{"name":null,"tags":null}', zero],
  ])('%s', (text, value) => {
    expect(read(text)).toEqual({ value })
  })

  it.each(['', '{', '"x"', '[1,2]', '{"retention_days":1.5}', '{"retention_days":"3"}', '{"retention_days":1e300}'])(
    'is refused: %s',
    (text) => expect(read(text).error).toEqual(expect.any(String)),
  )

  it.each([
    '{"name":5}',
    '{"is_active":1}',
    '{"is_active":"true"}',
    '{"measurement":{}}',
    '{"tags":"a"}',
    '{"tags":[1]}',
  ])('is refused for a type: %s', (text) => expect(read(text).error).toContain('json: cannot unmarshal'))

  it.each(['application/json; charset=utf-8', 'application/vnd.x+json', 'APPLICATION/JSON'])(
    'is read as %s',
    (type) => {
      expect(read('{"name":"a"}', { 'content-type': type }).value?.name).toBe('a')
    },
  )

  it.each(['text/plain', 'application/json2', ''])('is refused as %j', (type) => {
    expect(read('{"name":"a"}', { 'content-type': type })).toEqual({ error: 'Unprocessable Entity' })
  })

  it('is decompressed, or refused', () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' }
    expect(read(gzipSync('{"name":"a"}'), headers).value?.name).toBe('a')
    expect(read('{"name":"a"}', headers).error).toEqual(expect.any(String))
  })
})

/** Each as a real server (v26.09.1) reads it. */
describe('forms', () => {
  it.each([
    ['name=a+b&Measurement=%C3%A9', { ...zero, name: 'a b', measurement: '\u00e9' }],
    ['Name=a&RetentionDays=3&IsActive=on', { ...zero, name: 'a', retention_days: 3, is_active: true }],
    ['retention_days=3&retention_days=x', zero],
    ['RetentionDays=&Measurement=', { ...zero, measurement: '' }],
    ['Tags=a&Tags[]=b', { ...zero, tags: ['a', 'b'] }],
    ['Name=a&Name=b', { ...zero, name: 'b' }],
    ['{"name":"a"}', zero],
    ['', zero],
  ])('%s', (text, value) => {
    expect(read(text, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' })).toEqual({ value })
  })

  it.each(['RetentionDays=x', 'RetentionDays=3.5', 'IsActive=maybe'])('are refused: %s', (text) => {
    expect(read(text, FORM_TYPE).error).toContain('error converting value')
  })
})
