const PER_OCTAVE = 32;
const LAST = PER_OCTAVE * 40;

/** Latencies in logarithmic buckets: constant memory, at most about 2 % off, however many are recorded. */
export class Histogram {
  private readonly counts = new Uint32Array(LAST + 1);
  private total = 0;

  record(us: number): void {
    const bucket = Math.round(Math.log2(Math.max(us, 0) + 1) * PER_OCTAVE);
    this.counts[Math.min(bucket, LAST)]! += 1;
    this.total += 1;
  }

  /** The value below which `share` of the samples lie, in microseconds; null while there is none. */
  percentile(share: number): number | null {
    if (this.total === 0) return null;
    let left = Math.ceil(share * this.total);
    for (let bucket = 0; bucket <= LAST; bucket += 1) {
      left -= this.counts[bucket]!;
      if (left <= 0) return 2 ** (bucket / PER_OCTAVE) - 1;
    }
    return null;
  }
}
