/** How many bytes a writer holds in memory; intake and outbox both update it. */
export class Gauge {
  /** In open batches. */
  openBytes = 0
  /** In cut batches, including those in flight. */
  cutBytes = 0

  get heldBytes(): number {
    return this.openBytes + this.cutBytes
  }
}
