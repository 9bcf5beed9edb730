import { maskFor } from '../privacy/rules.ts';

/** Bytes that file systems allow in a name, less what a temporary name of the same file needs beside it. */
const mostBytes = 200;

/** Signs that no file system or that Windows does not take in a name. */
const forbidden = /[\\/:*?"<>|\u0000-\u001f\u007f]/g;

/** <学校标识码>-<学校名>.xlsx, such that every file system takes it. Codes and names come from the files, so anything may stand in them. */
export const slipName = (code: string, name: string | null, taken: ReadonlySet<string>): string =>
  schoolFileName(code, name, taken, '.xlsx');

/** The same with any extension; `taken`: names in lower case, without those of other extensions. */
export function schoolFileName(code: string, name: string | null, taken: ReadonlySet<string>, extension: string): string {
  const whole = name === null || name === code ? code : `${code}-${name}`;
  const plain =
    maskFor('school', false)(whole, undefined)
      .normalize('NFC')
      .replace(forbidden, '_')
      .replace(/^[. ]+|[. ]+$/g, '') || '未命名';
  for (let number = 1; ; number++) {
    const suffix = `${number === 1 ? '' : `(${number})`}${extension}`;
    const candidate = `${cut(plain, mostBytes - Buffer.byteLength(suffix)).replace(/[. ]+$/, '')}${suffix}`;
    // Windows and macOS tell no upper case from lower case.
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

/** As many whole characters as fit. */
function cut(text: string, bytes: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}
