/** Values that throw when they are looked at, are not what they seem, or have no end. */

export const any = (value: unknown) => value as never
export const boom = new Error('boom')
const fail = (): never => {
  throw boom
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

export function ofLength(length: unknown): object {
  return new Proxy([1], { get: (target, key) => (key === 'length' ? length : Reflect.get(target, key)) })
}

function detached(): Float64Array {
  const { buffer } = new Float64Array(2)
  const view = new Float64Array(buffer)
  structuredClone(buffer, { transfer: [buffer] })
  return view
}

export const VALUES: Readonly<Record<string, () => unknown>> = {
  'a revoked proxy': () => revoked({}),
  'a revoked array': () => revoked([]),
  'a list of a revoked proxy': () => [revoked({})],
  'a length of 2^40': () => ofLength(2 ** 40),
  'a length that is a symbol': () => ofLength(Symbol('length')),
  'an iterable without an iterator': () => ({ [Symbol.iterator]: () => 5 }),
  'an iterator without next': () => ({ [Symbol.iterator]: () => ({}) }),
  'an iterator of no steps': () => ({ [Symbol.iterator]: () => ({ next: () => 5 }) }),
  'an async iterator of no steps': () => ({ [Symbol.asyncIterator]: () => ({ next: () => 5 }) }),
  'a reader that is none': () => ({ getReader: 5 }),
  'a stream in use': () => {
    const stream = new ReadableStream()
    stream.getReader()
    return stream
  },
  'a detached array': detached,
  'no typed array': () => Object.create(Float64Array.prototype),
  'bytes without a constructor': () => Object.assign(new Uint8Array(2), { constructor: undefined }),
  'a symbol': () => Symbol('s'),
  'mixed integers': () => [1n, 2.5],
  'an array within itself': () => {
    const array: unknown[] = []
    array.push(array)
    return array
  },
  'an object within itself': () => {
    const object: Record<string, unknown> = {}
    object.self = object
    return object
  },
  'arrays one in the other': () => {
    let array: unknown[] = []
    for (let depth = 0; depth < 20_000; depth++) array = [array]
    return array
  },
  'a map whose keys are maps': () => new Map([[new Map([[1, 2]]), 3]]),
  'an object without a prototype': () => Object.create(null),
  'a text of itself that is none': () => ({ toString: () => ({}), valueOf: () => ({}) }),
  'a text of itself that throws': () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }),
  'a JSON of itself that throws': () => ({ toJSON: fail }),
  'an invalid date': () => new Date(Number.NaN),
  'no date': () => Object.create(Date.prototype),
  'a bigint beyond 64 bits': () => 2n ** 70n,
  'an empty text': () => '',
  'a text of controls': () => 'a\0\r\nb',
  'half a character': () => '\ud800',
  'a number that is none': () => Number.NaN,
  infinity: () => Number.POSITIVE_INFINITY,
  'a number below 0': () => -1,
  true: () => true,
  null: () => null,
  'a function': () => fail,
  'a getter that throws': () => ({
    get v() {
      return fail()
    },
  }),
  'a proxy that throws': () => new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
}
