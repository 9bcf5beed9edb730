import { createHash } from 'node:crypto';
import fs from 'node:fs';

/** SHA-256 of a file's bytes in hex, by which the same file is known again. Null when it cannot be read. */
export function fingerprint(path: string): string | null {
  let fd: number;
  try {
    fd = fs.openSync(path, 'r');
  } catch {
    return null;
  }
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(1 << 20);
  try {
    for (;;) {
      const bytes = fs.readSync(fd, chunk, 0, chunk.length, null);
      if (bytes === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, bytes));
    }
  } catch {
    return null;
  } finally {
    fs.closeSync(fd);
  }
}
