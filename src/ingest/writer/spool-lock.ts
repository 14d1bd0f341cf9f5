/**
 * One owner per spool directory, without a daemon and without `flock`, which Node does not have.
 *
 * The owner is whoever wrote the `lock.<n>` with the highest n:
 * 1. To acquire, read the highest. Its owner is alive: refuse. It is dead, or there is none: write a file of
 *    one's own and hard-link it to `lock.<n+1>`, which only one process can do.
 * 2. Look again: somebody with a higher number means that the directory was read too early, so give way. Otherwise
 *    delete the lower ones. The highest is never deleted, so a number is never used twice.
 * 3. To release, blank the file.
 *
 * If both processes see the same process table, the process id and start time decide whether an owner is alive, so reused
 * ids do no harm. Otherwise (another container, another host on a shared volume, a system without /proc, another thread of this
 * process, which may have been terminated) the owner counts as dead when its heartbeat, the file's modification time, has not
 * moved for {@link STALE_AFTER_MS}.
 */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { link, lutimes, open, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'
import { ArcSpoolError } from '../../errors.ts'
import { openForReading } from './spool-file.ts'

const HEARTBEAT_MS = 5_000
/** Four heartbeats: an owner whose event loop is blocked for less than that keeps its directory. */
const STALE_AFTER_MS = 20_000
const LOCK_NAME = /^lock\.(\d{1,15})$/
/** No directory changes hands that often: a number beyond is not ours, and could not be counted on. */
const MAX_GENERATION = 1e12
/** No link is followed: what it points to would be overwritten. */
const OPEN_EXISTING = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0)

interface Owner {
  readonly pid: number
  readonly thread: number
  /** When the process started, in the kernel's ticks since boot; `null` where that cannot be known. */
  readonly startTicks: string | null
  readonly host: string
  /** The kernel's boot, and the process table within it; `null` where that cannot be known. */
  readonly boot: string | null
  readonly processTable: string | null
}

/** A held lock. */
export interface SpoolLock {
  /** Lets the next process in. Does not throw. */
  release(): Promise<void>
}

/**
 * Takes the directory, or throws {@link ArcSpoolError} naming the process that has it. `onLost` is called if another
 * process takes it over later.
 */
export async function lockSpool(directory: string, onLost: (error: ArcSpoolError) => void): Promise<SpoolLock> {
  const self = await describeSelf()
  const own = join(directory, `owner.${process.pid}.${randomUUID()}`)
  try {
    const path = await acquire(directory, own, self)
    await removeStrays(directory)
    return hold(path, onLost)
  } finally {
    await rm(own, { force: true })
  }
}

async function acquire(directory: string, own: string, self: Owner): Promise<string> {
  for (;;) {
    const before = await generations(directory)
    const highest = Math.max(0, ...before)
    const current = join(directory, `lock.${highest}`)
    if (highest + 1 >= MAX_GENERATION) throw new ArcSpoolError(`${current} is not of this package: delete it`)
    if (highest > 0 && (await isHeld(current, self))) {
      throw new ArcSpoolError(
        `The spool directory ${directory} is in use by process ${(await readOwner(current))?.pid ?? 'unknown'}: give each writer a directory of its own, or close the other writer first`,
      )
    }
    await writeOwner(directory, own, self, current)
    const mine = join(directory, `lock.${highest + 1}`)
    if (!(await tryLink(own, mine, directory))) continue
    const after = await generations(directory)
    if (Math.max(...after) > highest + 1) {
      await rm(mine, { force: true })
      continue
    }
    // Whatever cannot be deleted, such as a directory of that name, is lower than ours and holds nobody up.
    for (const n of after) if (n <= highest) await orNull(rm(join(directory, `lock.${n}`), { force: true }))
    return mine
  }
}

/**
 * On a disk that is full, the file of the owner before makes room: what is spooled could otherwise never be sent and
 * deleted.
 */
async function writeOwner(directory: string, own: string, self: Owner, former: string): Promise<void> {
  const content = JSON.stringify(self)
  try {
    await writeFile(own, content, { mode: 0o600 })
  } catch (error) {
    if (!isFull(error)) throw error
    await removeStrays(directory)
    await orNull(empty(former))
    await writeFile(own, content, { mode: 0o600 })
  }
}

function hold(path: string, onLost: (error: ArcSpoolError) => void): SpoolLock {
  const heartbeat = setInterval(() => {
    const now = new Date()
    lutimes(path, now, now).catch((error: unknown) => {
      if (!isMissing(error)) return // a busy disk is no reason to give up the lock
      clearInterval(heartbeat)
      onLost(
        new ArcSpoolError(`${path} is gone: another process took over the spool directory while this one was stuck`),
      )
    })
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    async release() {
      clearInterval(heartbeat)
      // Where this fails, the directory being gone or read-only, the process id in the file frees it when this process ends.
      await orNull(blank(path))
    },
  }
}

/** Whether the owner of a lock file is alive. Waits if only the heartbeat can tell. */
async function isHeld(path: string, self: Owner): Promise<boolean> {
  const owner = await readOwner(path)
  if (owner === undefined) return false
  const sameTable = owner.boot !== null && owner.boot === self.boot && owner.processTable === self.processTable
  if (sameTable) {
    if (owner.startTicks !== (await startTicks(owner.pid))) return false
    if (owner.pid !== self.pid || owner.thread === self.thread) return true
  }
  if (owner.host === self.host && owner.boot !== self.boot) return false // the machine restarted since
  if (owner.host === self.host && owner.boot === null && !isRunning(owner.pid)) return false
  return heartbeats(path)
}

async function heartbeats(path: string): Promise<boolean> {
  const first = await modifiedAt(path)
  if (first === undefined) return false
  // Also when it looks old already: the other host's clock may be behind, or this one have been set forward.
  const patienceMs = Date.now() - first > STALE_AFTER_MS ? 2 * HEARTBEAT_MS : STALE_AFTER_MS
  for (let waited = 0; waited < patienceMs; waited += HEARTBEAT_MS) {
    await sleep(HEARTBEAT_MS)
    if ((await modifiedAt(path)) !== first) return true
  }
  return false
}

/** Overwrites a file in place: a full disk has room for that, and goes on to have room for the next owner's file. */
async function blank(path: string): Promise<void> {
  const file = await open(path, OPEN_EXISTING)
  try {
    const { size } = await file.stat()
    await file.write(new Uint8Array(size).fill(0x20), 0, size, 0)
  } finally {
    await file.close()
  }
}

async function empty(path: string): Promise<void> {
  const file = await open(path, OPEN_EXISTING)
  try {
    await file.truncate()
  } finally {
    await file.close()
  }
}

async function tryLink(from: string, to: string, directory: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (errnoCode(error) === 'EEXIST') return false
    if (isFull(error)) throw error
    throw new ArcSpoolError(
      `The spool directory ${directory} cannot be locked: its file system must support hard links`,
      {
        cause: error,
      },
    )
  }
}

/** Files of processes that were killed in the middle of step 1. */
async function removeStrays(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith('owner.')) continue
    const path = join(directory, name)
    const age = Date.now() - ((await modifiedAt(path)) ?? Number.POSITIVE_INFINITY)
    if (age > STALE_AFTER_MS) await rm(path, { force: true })
  }
}

async function generations(directory: string): Promise<number[]> {
  return (await readdir(directory)).flatMap((name) => {
    const n = Number(LOCK_NAME.exec(name)?.[1] ?? MAX_GENERATION)
    return n < MAX_GENERATION ? [n] : []
  })
}

/** Who wrote a lock file. `undefined` if it was released, deleted by a newer owner, or damaged: then nobody holds it. */
async function readOwner(path: string): Promise<Owner | undefined> {
  const file = await orNull(openForReading(path))
  try {
    const owner = JSON.parse((await file?.readFile('utf8')) ?? '') as Partial<Owner> | null
    return Number.isInteger(owner?.pid) && Number(owner?.pid) > 0 ? (owner as Owner) : undefined
  } catch {
    return undefined
  } finally {
    await file?.close()
  }
}

async function describeSelf(): Promise<Owner> {
  return {
    pid: process.pid,
    thread: threadId,
    startTicks: await startTicks(process.pid),
    host: hostname(),
    boot: await orNull(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    processTable: await orNull(readlink('/proc/self/ns/pid')),
  }
}

/**
 * Field 22 of /proc/<pid>/stat; `null` for a process that has ended, also when its parent has not noticed yet (a zombie). The
 * second field, the command, may hold spaces and brackets: count from its end.
 */
async function startTicks(pid: number): Promise<string | null> {
  const line = await orNull(readFile(`/proc/${pid}/stat`, 'utf8'))
  const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ') ?? []
  return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoCode(error) === 'EPERM'
  }
}

async function modifiedAt(path: string): Promise<number | undefined> {
  return (await orNull(stat(path)))?.mtimeMs
}

async function orNull<T>(result: Promise<T>): Promise<T | null> {
  try {
    return await result
  } catch {
    return null
  }
}

function isFull(error: unknown): boolean {
  return errnoCode(error) === 'ENOSPC' || errnoCode(error) === 'EDQUOT'
}

function isMissing(error: unknown): boolean {
  return errnoCode(error) === 'ENOENT'
}

function errnoCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code
}
