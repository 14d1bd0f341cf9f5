/**
 * What the releases of the server do differently, as far as a test of an application sees it (docs/servers.md). Everything else is as
 * recorded from 26.09.1, whatever the release.
 */

/** The differences, each by what the newer server does. */
export interface ReleaseSwitches {
  /** Databases ask for `read`, the state of compaction and retention for `admin`; before, any token would do. */
  readonly readsNeedRights: boolean
  /** `FROM a, b` reads both, and a line break after JOIN or WITH makes no difference; before, only the first is a measurement. */
  readonly readsAllTables: boolean
  /** Decimals, sums of integers among them, are numbers in JSON; before, they are texts. */
  readonly decimalsAreNumbers: boolean
  /** A result that the deadline cuts says so; before, only its time tells. */
  readonly tellsTruncation: boolean
  /** A server that stops refuses writes with 503 and is not ready; before, it takes them until its socket is gone. */
  readonly refusesWhenStopping: boolean
}

const RELEASES = {
  '26.09.1': {
    readsNeedRights: false,
    readsAllTables: false,
    decimalsAreNumbers: false,
    tellsTruncation: false,
    refusesWhenStopping: false,
  },
  '26.09.3': {
    readsNeedRights: true,
    readsAllTables: true,
    decimalsAreNumbers: true,
    tellsTruncation: true,
    refusesWhenStopping: true,
  },
} as const satisfies Readonly<Record<string, ReleaseSwitches>>

/** A release that an embedded Arc can be. */
export type ArcVersion = keyof typeof RELEASES

export const ARC_VERSIONS = Object.keys(RELEASES) as readonly ArcVersion[]

export function switchesOf(version: ArcVersion): ReleaseSwitches {
  return RELEASES[version]
}
