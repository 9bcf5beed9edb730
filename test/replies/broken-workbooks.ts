import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { vi } from 'vitest';

/** Makes the disk full for the workbooks of which `isHit` says so. */
export function breakWorkbooks(isHit: (path: string) => boolean): void {
  const write = fs.promises.writeFile;
  vi.spyOn(fs.promises, 'writeFile').mockImplementation(async (file, ...more) => {
    if (!isHit(String(file))) return write(file, ...more);
    throw Object.assign(new Error(`ENOSPC: no space left on device, write '${file}'`), { code: 'ENOSPC', path: String(file) });
  });
  syncBuiltinESMExports();
}

export function restoreWorkbooks(): void {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
}
