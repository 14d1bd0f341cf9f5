import { expect, it } from 'vitest'
import { nameOf, stringValue, tokenize } from '../../../src/base/sql-lexer.ts'

const kinds = (text: string) => tokenize(text).map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`)

it.each([
  ['SELECT a.b', 'word:SELECT word:a operator:. word:b'],
  ['/* a /* b */ c */ BEGIN', 'comment:/* a /* b */ c */ word:BEGIN'],
  ["SELECT 1 -- don't\rFROM x", "word:SELECT number:1 comment:-- don't word:FROM word:x"],
  ["'it''s' \"a\"\"b\" e'\\'' x'00'", "string:'it''s' name:\"a\"\"b\" escape:e'\\'' prefixed:x'00'"],
  ["'a'\n 'b' 'c'", "string:'a'\n 'b' string:'c'"],
  ["$$ ' $$ $t$ $$ $t$ $1 a$b$", "dollar:$$ ' $$ dollar:$t$ $$ $t$ operator:$ number:1 word:a$b$"],
  ['time>=-1.5e-3-.5', 'word:time operator:>= operator:- number:1.5e-3 operator:- number:.5'],
  ['a::time<>b->>c', 'word:a operator::: word:time operator:<> word:b operator:->> word:c'],
  ['größe\u00a0= 0x1F', 'word:größe operator:= number:0 word:x1F'],
  ['1_000.5 a-- x', 'number:1_000.5 word:a comment:-- x'],
])('%j', (text, expected) => {
  expect(kinds(text).join(' ')).toBe(expected)
})

it.each(["'a", "e'\\'", '"a', '$t$ $$', '/* /* */', '-- x', "'a'\n'b"])('%j is open at its end', (text) => {
  expect(tokenize(text).map((token) => token.isOpen)).toEqual([true])
})

it.each([
  ["'it''s'", "it's"],
  ["'a'\n'b'", 'ab'],
  ["e'a\\'b\\n\\\\'", "a'b\n\\"],
  ['$t$ $$ $t$', ' $$ '],
  ["e'\\x41'", undefined],
])('the value of %s', (text, value) => {
  const [token] = tokenize(text)
  expect(token && stringValue(text, token)).toBe(value)
})

it('a name is what its quotes hold', () => {
  const text = 'cpu "a""b" `c`'
  expect(tokenize(text).map((token) => nameOf(text, token))).toEqual(['cpu', 'a"b', 'c'])
})
