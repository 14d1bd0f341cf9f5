/** Which rows of a column hold a value: an Arrow bitmap (least significant bit first) that may start at any bit, or one boolean per row. */
export type Validity =
  | { readonly bits: Uint8Array; readonly offset: number }
  | { readonly flags: ArrayLike<boolean | number> }
  | undefined

/** Whether `row` holds a value. */
export function isValid(validity: Validity, row: number): boolean {
  if (validity === undefined) return true
  if ('flags' in validity) return Boolean(validity.flags[row])
  const bit = validity.offset + row
  return (((validity.bits[bit >> 3] as number) >> (bit & 7)) & 1) === 1
}
