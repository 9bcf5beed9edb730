import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname } from 'node:path';

/** A file as it was copied. */
export interface CopiedFile {
  readonly bytes: number;
  readonly sha256: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

const pieceBytes = 1 << 20;
const mostTries = 3;

/**
 * Copies a file with its time, whole, to the disk and not only to the system's memory. Null when it kept changing while it was copied.
 * @throws the system's error, as for a full disk
 */
export function copyFile(source: string, target: string): CopiedFile | null {
  fs.mkdirSync(dirname(target), { recursive: true });
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const copied = copyOnce(source, target);
    if (copied !== null) return copied;
  }
  fs.rmSync(target, { force: true });
  return null;
}

/** What a file holds now. @throws the system's error when it cannot be read. */
export function fingerprint(path: string): Omit<CopiedFile, 'modified'> {
  const hash = createHash('sha256');
  let bytes = 0;
  eachPiece(path, (piece) => {
    hash.update(piece);
    bytes += piece.length;
  });
  return { bytes, sha256: hash.digest('hex') };
}

function copyOnce(source: string, target: string): CopiedFile | null {
  const before = fs.statSync(source);
  const hash = createHash('sha256');
  let bytes = 0;
  const out = fs.openSync(target, 'w');
  try {
    eachPiece(source, (piece) => {
      hash.update(piece);
      bytes += piece.length;
      for (let at = 0; at < piece.length; ) at += fs.writeSync(out, piece, at);
    });
    fs.fsyncSync(out);
  } finally {
    fs.closeSync(out);
  }
  const after = fs.statSync(source);
  if (after.mtimeMs !== before.mtimeMs || after.size !== before.size || bytes !== after.size) return null;
  fs.utimesSync(target, after.atime, after.mtime);
  return { bytes, sha256: hash.digest('hex'), modified: Math.floor(after.mtimeMs) };
}

function eachPiece(path: string, take: (piece: Buffer) => void): void {
  const file = fs.openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(pieceBytes);
    for (;;) {
      const length = fs.readSync(file, buffer, 0, pieceBytes, null);
      if (length === 0) return;
      take(buffer.subarray(0, length));
    }
  } finally {
    fs.closeSync(file);
  }
}
