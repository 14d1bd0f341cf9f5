/** Decimals as the server's Arrow library treats them: text in JSON, float64 in the binary formats (docs/wire-notes.md#cell-types). */

/** `unscaled / 10^scale` with at most `precision` digits, trailing zeros dropped, in exponent form when small: `1e-05`. */
export function decimalText(unscaled: bigint, precision: number, scale: number): string {
  if (unscaled === 0n) return '0'
  const sign = unscaled < 0n ? '-' : ''
  const exact = String(unscaled < 0n ? -unscaled : unscaled)
  let digits = roundDigits(exact, precision)
  // Rounding 99.9… up adds a digit.
  const point = exact.length - scale + (digits.length - Math.min(exact.length, precision))
  digits = digits.replace(/0+$/, '')
  // A whole number may have fewer digits than places before the point; only then do the digits not limit the plain form.
  const limit = precision > digits.length && digits.length >= point ? digits.length : precision
  if (point - 1 < -4 || point - 1 >= limit) return sign + exponentForm(digits, point - 1)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (digits.length <= point) return sign + digits.padEnd(point, '0')
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** The float64 a decimal becomes: a product, so 0.57 may come out one bit off. */
export function decimalToFloat(unscaled: bigint, scale: number): number {
  const magnitude = unscaled < 0n ? -unscaled : unscaled
  const high = Number(magnitude >> 64n)
  const low = Number(magnitude & 0xffff_ffff_ffff_ffffn)
  // Not `10 ** -scale`, which is not always the double nearest to that power.
  const value = (high * 2 ** 64 + low) * Number(`1e-${scale}`)
  return unscaled < 0n ? -value : value
}

/** The leading digits, half to even. */
function roundDigits(digits: string, precision: number): string {
  if (digits.length <= precision) return digits
  const head = BigInt(digits.slice(0, precision))
  const rest = digits.slice(precision)
  const half = `5${'0'.repeat(rest.length - 1)}`
  const roundUp = rest > half || (rest === half && (head & 1n) === 1n)
  return String(roundUp ? head + 1n : head)
}

function exponentForm(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  return `${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}
