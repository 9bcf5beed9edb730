import fs from 'node:fs';
import { classInTitle } from '../recognition/class-in-name.ts';
import type { TitleKnowledge } from '../recognition/title-index.ts';

const LF = 0x0a;
const COMMA = 0x2c;
const ZERO = 0x30;
const NINE = 0x39;
/** A row of titles has hardly a digit, a row of days none that is longer than two; a pupil's row has numbers. */
export const FEW_DIGITS = 6;
export const DAY_DIGITS = 2;
/** No title is longer. */
const LONGEST = 60;
const WINDOW = 1 << 20;

/**
 * Whether canonical text can hold another header, or a row that names a class, below row `after`. Quick and generous: lines are taken to
 * end at every LF, also one inside a cell, and a pupil's row is passed over at its first number. Where it says yes, look again exactly.
 */
export function mayHoldTitles(path: string, after: number, titles: TitleKnowledge): boolean {
  const fd = fs.openSync(path, 'r');
  try {
    const window = Buffer.allocUnsafe(WINDOW);
    let position = 0;
    let kept = 0;
    for (;;) {
      const read = fs.readSync(fd, window, kept, WINDOW - kept, position);
      position += read;
      const end = kept + read;
      let start = 0;
      for (let close = window.indexOf(LF); close >= 0 && close < end; close = window.indexOf(LF, start)) {
        if (hasFewDigits(window, start, close) && speaksOfTables(window.toString('utf8', start, close), after, titles)) return true;
        start = close + 1;
      }
      if (read === 0) return false;
      // A line longer than the window is no header.
      kept = start === 0 && end === WINDOW ? 0 : end - start;
      window.copyWithin(0, end - kept, end);
    }
  } finally {
    fs.closeSync(fd);
  }
}

function hasFewDigits(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  for (let commas = 0; commas < 2 && at < end; at++) if (bytes[at] === COMMA) commas++;
  let digits = 0;
  let run = 0;
  let longest = 0;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < ZERO || byte > NINE) {
      run = 0;
      continue;
    }
    digits++;
    if (++run > longest) longest = run;
    if (digits > FEW_DIGITS && longest > DAY_DIGITS) return false;
  }
  return true;
}

function speaksOfTables(line: string, after: number, titles: TitleKnowledge): boolean {
  if (Number.parseInt(line, 10) <= after) return false;
  return line.split('"').some((text) => text.length > 1 && text.length <= LONGEST && (titles.datasetsKnowing(text) > 0 || isClass(text)));
}

function isClass(text: string): boolean {
  const { grade, className } = classInTitle(text);
  return (grade ?? className) !== null;
}
