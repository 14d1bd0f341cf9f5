/** Where the two 32-bit words of an int64 lie in memory: reading and writing them apart makes no bigint. */
export const LOW = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1
export const HIGH = 1 - LOW
