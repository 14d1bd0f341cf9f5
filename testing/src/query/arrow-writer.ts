/** apache-arrow's stream writer, made to hand out its bytes message by message and to compress without a global codec. */
import type { RecordBatch, Schema } from 'apache-arrow'
import type { ArrowModule } from './arrow-columns.ts'
import { lz4Frame, zstdFrame } from './compressed-frames.ts'

export type IpcCompression = 'zstd' | 'lz4'

/** Writes one Arrow IPC stream into memory. */
export interface StreamWriter {
  /** Writes the schema of a stream that has no batches. */
  open(schema: Schema): void
  write(batch: RecordBatch): void
  /** Writes the end-of-stream marker. */
  finish(): void
  /** Takes what was written so far. */
  take(): Uint8Array
}

/** A stream writer; codecs are its own, because apache-arrow's registry is global and belongs to the code under test. */
export function createStreamWriter(arrow: ArrowModule, compression: IpcCompression | undefined): StreamWriter {
  const parts: Uint8Array[] = []

  class CapturingWriter extends arrow.RecordBatchStreamWriter {
    open(schema: Schema): void {
      this.reset(undefined, schema)
    }

    protected override _write(chunk: ArrayBufferView): this {
      if (this._started && chunk.byteLength > 0) {
        parts.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
        this._position += chunk.byteLength
      }
      return this
    }

    protected override _compressBodyBuffers(buffers: ArrayBufferView[]) {
      return compressBuffers(buffers, compression === 'lz4' ? lz4Frame : zstdFrame)
    }
  }

  const { LZ4_FRAME, ZSTD } = arrow.CompressionType
  const compressionType = compression === undefined ? null : compression === 'lz4' ? LZ4_FRAME : ZSTD
  const writer = new CapturingWriter({ autoDestroy: false, compressionType })
  return {
    open: (schema) => writer.open(schema),
    write: (batch) => writer.write(batch),
    finish: () => {
      writer.finish()
    },
    take: () => Buffer.concat(parts.splice(0)),
  }
}

/** Every buffer, preceded by its decompressed length; the next one starts at a multiple of eight. */
function compressBuffers(buffers: readonly ArrayBufferView[], compress: (bytes: Uint8Array) => Uint8Array) {
  const parts: Uint8Array[] = []
  const bufferRegions: { offset: number; length: number }[] = []
  let byteLength = 0
  for (const { buffer, byteOffset, byteLength: size } of buffers) {
    const frame = size === 0 ? new Uint8Array() : compress(new Uint8Array(buffer, byteOffset, size))
    const prefix = new Uint8Array(size === 0 ? 0 : 8)
    if (size > 0) new DataView(prefix.buffer).setBigInt64(0, BigInt(size), true)
    parts.push(prefix, frame)
    bufferRegions.push({ offset: byteLength, length: prefix.byteLength + frame.byteLength })
    byteLength = (byteLength + prefix.byteLength + frame.byteLength + 7) & ~7
  }
  return { byteLength, bufferRegions, buffers: parts }
}
