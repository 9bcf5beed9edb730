import fs from 'node:fs';
import { copyWithFingerprint, SourceReadError } from '../intake/files/fingerprint.ts';
import { unreadable } from '../intake/files/refusal.ts';
import type { InboxFile } from './inbox.ts';

/** A file of the drop as it was when it was copied. */
export interface OriginalFile extends InboxFile {
  /** See `placeOf`. */
  readonly place: string;
}

/** Our own copy of a file's bytes: what is read, kept and fingerprinted are the same bytes, whatever happens to the original. */
export interface Copy {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export const beingWritten = '正在写入，内容还在变化，没有读取；请等它写完或拷贝完后再导入';

/** Which very file stands at a path: device, number on the device, time of the last change and size. Null when there is none. */
export function placeOf(path: string): string | null {
  try {
    return placeOfStatus(fs.statSync(path, { bigint: true }));
  } catch {
    return null;
  }
}

const placeOfStatus = ({ dev, ino, mtimeNs, size }: fs.BigIntStats): string => [dev, ino, mtimeNs, size].join('-');

/**
 * Copies a file of the drop to `target`. A text says why it cannot be had: it is open elsewhere, or still being written.
 * @throws the system's error when the copy cannot be written.
 */
export function copyOriginal(file: InboxFile, target: string): { original: OriginalFile; copy: Copy } | string {
  let fd: number;
  try {
    fd = fs.openSync(file.path, 'r');
  } catch {
    return unreadable.message;
  }
  try {
    const before = fs.fstatSync(fd, { bigint: true });
    const place = placeOfStatus(before);
    const copied = copyWithFingerprint(fd, target);
    if (BigInt(copied.bytes) !== before.size || placeOfStatus(fs.fstatSync(fd, { bigint: true })) !== place) return beingWritten;
    return { original: { ...file, place }, copy: { path: target, ...copied } };
  } catch (error) {
    if (error instanceof SourceReadError) return unreadable.message;
    throw error;
  } finally {
    fs.closeSync(fd);
  }
}
