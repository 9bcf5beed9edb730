import type { InboxFile } from './inbox.ts';
import type { Manifest } from './manifest.ts';
import { type OriginalFile, placeOf } from './original-file.ts';

/**
 * Files of the inbox that the last import loaded whole and did not move away, because it was ended before or somebody had them open: the
 * same files at the same place, unchanged since.
 */
export function loadedByLast(manifests: readonly Manifest[], files: readonly InboxFile[]): OriginalFile[] {
  const last = manifests.findLast((manifest) => manifest.kind === 'import');
  if (last?.kind !== 'import') return [];
  const isOf = (file: string, name: string): boolean => name === file || name.startsWith(`${file}/`);
  return files.flatMap((inboxFile) => {
    const place = placeOf(inboxFile.path);
    if (place === null || inboxFile.junk !== null || inboxFile.refusal !== null) return [];
    const sources = last.sources.filter(({ file }) => isOf(inboxFile.file, file));
    const isWhole = last.refusals.every(({ file, kind }) => kind === 'ignored' || !isOf(inboxFile.file, file));
    const isSame = sources.length > 0 && sources.every((source) => source.place === place);
    return isSame && isWhole ? [{ ...inboxFile, place }] : [];
  });
}
