import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { fingerprint } from '../intake/files/fingerprint.ts';
import type { DropEntry } from './drop-entry.ts';
import { lockNote } from './inbox.ts';
import type { ImportManifest, ReceivedSource } from './manifest.ts';
import { placeOf } from './original-file.ts';

/** Files named one by one in a sentence; beyond that they are counted. */
const longestList = 10;

/**
 * The files of an import as they came, from the kept bytes and in the order in which they were read. Those of which nothing was loaded had
 * stayed in the inbox and are not among them.
 */
export function keptEntries(manifest: ImportManifest, receivedFolder: string): DropEntry[] {
  const files = new Map<string, ReceivedSource>();
  for (const source of [...manifest.sources].sort((a, b) => a.source - b.source)) {
    const key = JSON.stringify([source.file, source.sha256]);
    if (!files.has(key)) files.set(key, source);
  }
  return [...files.values()].map(({ file, sha256, place, notes }) => {
    const path = join(receivedFolder, sha256);
    const listed = { path, file, junk: null, refusal: null, notes: notes.filter((note) => note === lockNote) };
    return {
      listed,
      original: { ...listed, place: placeOf(path) ?? '' },
      files: [{ path, sha256, bytes: statSync(path).size, file, place, notes: listed.notes }],
      refused: [],
    };
  });
}

/** @throws Failure that names the files whose kept bytes are missing or are no longer those that came. */
export function assertKept(imports: readonly ImportManifest[], receivedFolder: string, onFile: (file: string) => void): void {
  const seen = new Set<string>();
  const lost: string[] = [];
  for (const { id, sources } of imports) {
    for (const { file, sha256 } of sources) {
      if (seen.has(sha256)) continue;
      seen.add(sha256);
      onFile(file);
      const found = fingerprint(join(receivedFolder, sha256));
      if (found !== sha256) lost.push(`${file}（批次 ${id}，received/${sha256}，${found === null ? '不在或打不开' : '内容已被改动'}）`);
    }
  }
  if (lost.length === 0) return;
  const more = lost.length > longestList ? `等 ${lost.length} 个` : '';
  throw new Failure(
    `重新装载要用到的原件不齐，什么也没有改动：${lost.slice(0, longestList).join('；')}${more}。请从备份恢复 received 文件夹后再运行。`,
  );
}
