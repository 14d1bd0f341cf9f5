/** What a schema makes of the types of rows: checked by `npm run typecheck`, which fails when a line below is no longer an error. */
import { type } from 'arktype'
import * as v from 'valibot'
import { z } from 'zod'
import type { ArcClient } from '../../../src/index.ts'

interface Cpu {
  host: string
  usage: number | null
}

/** Never called. */
export async function typed(arc: ArcClient): Promise<void> {
  const zod = z.object({ host: z.string(), usage: z.number().nullable() })
  const valibot = v.object({ host: v.string(), usage: v.nullable(v.number()) })
  const arktype = type({ host: 'string', usage: 'number | null' })

  for (const row of await arc.query.rows('', { schema: zod })) same<Cpu>()(row)
  for (const row of await arc.query.rows('', { schema: valibot })) same<Cpu>()(row)
  for (const row of await arc.query.rows('', { schema: arktype })) same<Cpu>()(row)
  for await (const row of arc.query.stream('', { schema: zod, dictionary: true })) same<Cpu>()(row)
  for await (const row of arc.query.stream('', { schema: valibot })) same<Cpu>()(row)
  for await (const row of arc.query.stream('', { schema: arktype })) same<Cpu>()(row)

  // The output counts, not the input.
  const renamed = zod.transform(({ host }) => ({ name: host }))
  for (const row of await arc.query.rows('', { schema: renamed })) same<{ name: string }>()(row)
  // A row type and a schema that say the same.
  await arc.query.rows<Cpu>('', { schema: zod })
  // Without a schema nothing changes.
  await arc.query.rows<Cpu>('')
  await arc.query.rows<Cpu>('', { int64: 'bigint' })

  // @ts-expect-error: the schema says something else than the row type
  await arc.query.rows<{ host: number }>('', { schema: zod })
  // @ts-expect-error: no schema
  await arc.query.rows('', { schema: { host: 'string' } })
  // @ts-expect-error: it makes no objects
  await arc.query.rows('', { schema: zod.transform(({ host }) => host) })
  // @ts-expect-error: columns are not rows
  await arc.query.columns('', { schema: zod })
}

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Takes a value of exactly this type. */
declare function same<Expected>(): <Given>(value: Same<Given, Expected> extends true ? Given : never) => void
