import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { detectFormat } from '../intake/files/format.ts';
import { readZipDirectory } from '../intake/files/zip-directory.ts';
import { openZipEntry, type ZipEntry } from '../intake/files/zip-entry.ts';
import { isJunk } from '../intake/recognition/junk.ts';
import { type ArchiveBudget, bombRefusal, unsafeName } from './archive-limits.ts';
import type { Copy } from './original-file.ts';

/** What an archive holds: a file unpacked under a name of our own, or why it was not. */
export interface Member {
  /** Place in the drop: 外层.zip/里面.xlsx. */
  readonly file: string;
  readonly copy: Copy | null;
  readonly problem: { readonly reason: string; readonly kind: 'refused' | 'ignored' } | null;
}

export interface UnpackOptions {
  /** A new path for each file that is unpacked; members never choose their own. */
  readonly newPath: () => string;
  readonly budget: ArchiveBudget;
  /** How many archives this one lies in. */
  readonly depth: number;
}

/** An archive in an archive is opened, one deeper still is not. */
const deepest = 1;
const tooDeep = '压缩包套了三层以上，没有打开；请先解压，再把里面的表格文件放入';
const emptyArchive = '压缩包里没有文件；请确认后重新压缩，或直接放入表格文件';
const damagedArchive = '压缩包不完整或已损坏，读不出目录；请重新拷贝、重新压缩后放入';
const damagedMember = '在压缩包里已损坏（解不开，或校验值不符）；请重新压缩，或直接放入这个文件';
const lockedMember = '在压缩包里设有密码，无法读取；请解压后直接放入，或不设密码重新压缩';
const linkMember = '是压缩包里的链接，没有顺着它去读；请把它指向的文件本身放入';
const unknownMethod = '用了不认识的压缩方法，解不开；请用普通的zip方式重新压缩，或解压后放入';

/** Whether the bytes are an archive of files, not a workbook. */
export function isArchive(path: string): boolean {
  const fd = fs.openSync(path, 'r');
  try {
    return detectFormat(fd).format === 'zip';
  } finally {
    fs.closeSync(fd);
  }
}

/**
 * Unpacks an archive and the archives in it, member by member; a bad member does not stop the others.
 * @param file the archive's place in the drop
 * @throws the system's error when a member cannot be written.
 */
export async function unpackArchive(path: string, file: string, options: UnpackOptions): Promise<Member[]> {
  if (options.depth > deepest) return [refused(file, tooDeep)];
  const fd = fs.openSync(path, 'r');
  try {
    const entries = readZipDirectory(fd)?.filter((entry) => !entry.isDirectory);
    if (!entries) return [refused(file, damagedArchive)];
    if (entries.length === 0) return [refused(file, emptyArchive)];
    const bomb = options.budget.claim(entries);
    if (bomb) return [refused(file, bomb)];
    const names = new Map<string, number>();
    const members: Member[] = [];
    for (const entry of entries) members.push(...(await unpackEntry(fd, entry, `${file}/${ownName(entry.name, names)}`, options)));
    return members;
  } finally {
    fs.closeSync(fd);
  }
}

async function unpackEntry(fd: number, entry: ZipEntry, file: string, options: UnpackOptions): Promise<Member[]> {
  const junk = isMacFolder(entry.name) ? '是苹果电脑压缩时自动加入的文件，不是数据' : isJunk(entry.name);
  if (junk) return [{ file, copy: null, problem: { reason: junk, kind: 'ignored' } }];
  const problem = problemOf(entry);
  if (problem) return [refused(file, problem)];
  const copy = await unpack(fd, entry, options.newPath());
  if (!copy) return [refused(file, damagedMember)];
  if (!isArchive(copy.path)) return [{ file, copy, problem: null }];
  const inner = await unpackArchive(copy.path, file, { ...options, depth: options.depth + 1 });
  fs.rmSync(copy.path);
  return inner;
}

function problemOf(entry: ZipEntry): string | null {
  const unsafe = unsafeName(entry.name);
  if (unsafe) return unsafe;
  if (entry.isSymbolicLink) return linkMember;
  if (entry.isEncrypted) return lockedMember;
  if (entry.method !== 0 && entry.method !== 8) return unknownMethod;
  return bombRefusal(entry);
}

/** Null when the member is damaged. What was written of it is gone then. */
async function unpack(fd: number, entry: ZipEntry, path: string): Promise<Copy | null> {
  const hash = createHash('sha256');
  const out = fs.openSync(path, 'w');
  let bytes = 0;
  let isWhole = false;
  try {
    const chunks: AsyncIterator<Buffer> = openZipEntry(fd, entry)[Symbol.asyncIterator]();
    for (;;) {
      const next = await chunks.next().catch(() => null);
      if (next === null) return null;
      if (next.done) break;
      hash.update(next.value);
      for (let at = 0; at < next.value.length; ) at += fs.writeSync(out, next.value, at);
      bytes += next.value.length;
    }
    isWhole = bytes === entry.size;
    return isWhole ? { path, bytes, sha256: hash.digest('hex') } : null;
  } finally {
    fs.closeSync(out);
    if (!isWhole) fs.rmSync(path, { force: true });
  }
}

const isMacFolder = (name: string): boolean => /(^|[\\/])__MACOSX[\\/]/.test(name);

const refused = (file: string, reason: string): Member => ({ file, copy: null, problem: { reason, kind: 'refused' } });

/** With '/' between folders; the second of one name gets a number, so that each can be told. */
function ownName(name: string, names: Map<string, number>): string {
  const plain = name.replaceAll('\\', '/').replace(/\p{Cc}/gu, ' ');
  const count = (names.get(plain) ?? 0) + 1;
  names.set(plain, count);
  return count === 1 ? plain : `${plain}(${count})`;
}
