/** The bytes a writer holds in memory, shared by its two halves. */
export class Gauge {
  /** In open batches. */
  openBytes = 0
  /** In cut ones, those in flight included. */
  cutBytes = 0

  get heldBytes(): number {
    return this.openBytes + this.cutBytes
  }
}
