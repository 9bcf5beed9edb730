import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { readZipDirectory } from '../../src/intake/files/zip-directory.ts';
import { openZipEntry } from '../../src/intake/files/zip-entry.ts';

/** The parts of a workbook by name, as text; sizes and checksums are those of the directory. */
export async function partsOf(file: string): Promise<Map<string, string>> {
  const descriptor = openSync(file, 'r');
  try {
    const parts = new Map<string, string>();
    for (const entry of readZipDirectory(descriptor) ?? []) parts.set(entry.name, await text(openZipEntry(descriptor, entry)));
    return parts;
  } finally {
    closeSync(descriptor);
  }
}
