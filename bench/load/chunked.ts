const LINE_END = "\r\n";

/** Reads past a body of `Transfer-Encoding: chunked`, however the network cuts it. */
export class ChunkedBody {
  /** Bytes of the present chunk, its line end included, that are still to come. */
  private left = 0;
  private carry: Buffer | null = null;

  /** True once the body has ended. */
  read(more: Buffer): boolean {
    const bytes = this.carry === null ? more : Buffer.concat([this.carry, more]);
    this.carry = null;
    let at = 0;
    for (;;) {
      const taken = Math.min(this.left, bytes.length - at);
      this.left -= taken;
      at += taken;
      if (this.left > 0) return false;
      const end = bytes.indexOf(LINE_END, at);
      const size = end < 0 ? Number.NaN : Number.parseInt(bytes.toString("latin1", at, end), 16);
      if (size === 0 && bytes.length >= end + 2 * LINE_END.length) return true;
      if (end < 0 || size === 0) return this.keep(bytes, at);
      this.left = size + LINE_END.length;
      at = end + LINE_END.length;
    }
  }

  private keep(bytes: Buffer, at: number): false {
    this.carry = Buffer.from(bytes.subarray(at));
    return false;
  }
}
