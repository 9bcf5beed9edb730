import { createHash } from 'node:crypto';
import fs from 'node:fs';

const CHUNK = 1 << 20;

/** SHA-256 of a file's bytes in hex, by which the same file is known again. Null when it cannot be read. */
export function fingerprint(path: string): string | null {
  let fd: number;
  try {
    fd = fs.openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    return hashOf(fd, () => {}).sha256;
  } catch {
    return null;
  } finally {
    fs.closeSync(fd);
  }
}

/** A failure of the file that is read, not of the disk that is written to. */
export class SourceReadError extends Error {
  override readonly name = 'SourceReadError';
}

/**
 * Copies an open file and takes the fingerprint of exactly the bytes copied. `bytes` is how many there were.
 * @throws SourceReadError when the source cannot be read; the system's own error when the target cannot be written. No target is left then.
 */
export function copyWithFingerprint(fd: number, target: string): { sha256: string; bytes: number } {
  const out = fs.openSync(target, 'w');
  let isWhole = false;
  try {
    const copied = hashOf(fd, (chunk) => writeAll(out, chunk));
    isWhole = true;
    return copied;
  } finally {
    fs.closeSync(out);
    if (!isWhole) fs.rmSync(target, { force: true });
  }
}

function hashOf(fd: number, use: (chunk: Buffer) => void): { sha256: string; bytes: number } {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let bytes = 0; ; ) {
    const read = readChunk(fd, chunk, bytes);
    if (read === 0) return { sha256: hash.digest('hex'), bytes };
    const part = chunk.subarray(0, read);
    hash.update(part);
    use(part);
    bytes += read;
  }
}

function readChunk(fd: number, chunk: Buffer, position: number): number {
  try {
    return fs.readSync(fd, chunk, 0, chunk.length, position);
  } catch (error) {
    throw new SourceReadError(String(error), { cause: error });
  }
}

function writeAll(fd: number, chunk: Buffer): void {
  for (let at = 0; at < chunk.length; ) at += fs.writeSync(fd, chunk, at);
}
