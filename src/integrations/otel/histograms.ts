/** Histograms as rows, a row for each number in them. */

/** A histogram with explicit boundaries. */
export interface HistogramLike {
  readonly count: number
  readonly sum?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly buckets: { readonly boundaries: readonly number[]; readonly counts: readonly number[] }
}

/** A histogram whose boundaries are powers of 2^(2^-scale). */
export interface ExponentialHistogramLike {
  readonly count: number
  readonly sum?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly scale: number
  readonly zeroCount: number
  readonly positive: { readonly offset: number; readonly bucketCounts: readonly number[] }
  readonly negative: { readonly offset: number; readonly bucketCounts: readonly number[] }
}

/** One number of a data point: all there is of a sum or gauge, a part of a histogram. */
export interface Field {
  readonly value: number
  readonly histogram_field?: string
  /** The upper bound of a bucket, which belongs to it. */
  readonly le?: number
  /** The index of an exponential bucket. */
  readonly bucket_index?: bigint
}

/** The numbers of a data point. Empty buckets of exponential histograms, of which there may be hundreds, are left out. */
export function fieldsOf(point: number | HistogramLike | ExponentialHistogramLike): readonly Field[] {
  if (typeof point === 'number') return [{ value: point }]
  const { count, sum, min, max } = point
  const fields = Object.entries({ count, sum, min, max }).flatMap(([histogram_field, value]): Field[] =>
    value === undefined ? [] : [{ histogram_field, value }],
  )
  if ('buckets' in point) {
    const { boundaries, counts } = point.buckets
    return [
      ...fields,
      ...counts.map((value, i) => ({
        histogram_field: 'bucket',
        value,
        le: boundaries[i] ?? Number.POSITIVE_INFINITY,
      })),
    ]
  }
  const base = 2 ** (2 ** -point.scale)
  const buckets = (sign: 'positive' | 'negative') =>
    point[sign].bucketCounts.flatMap((value, i): Field[] => {
      if (value === 0) return []
      const index = point[sign].offset + i
      const le = sign === 'positive' ? base ** (index + 1) : -(base ** index)
      return [{ histogram_field: `${sign}_bucket`, value, le, bucket_index: BigInt(index) }]
    })
  return [
    ...fields,
    { histogram_field: 'scale', value: point.scale },
    { histogram_field: 'zero_count', value: point.zeroCount },
    ...buckets('negative'),
    ...buckets('positive'),
  ]
}
