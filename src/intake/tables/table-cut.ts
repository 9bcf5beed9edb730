import fs from 'node:fs';
import type { CanonicalSheet } from '../canonical/sheet.ts';
import type { TablePart } from './tables.ts';

const CHUNK = 1 << 20;

/** Writes each part of a sheet as canonical text of its own, line by line as it was but for repeated title lines, and removes the whole. */
export function cutTables(sheet: CanonicalSheet, parts: readonly TablePart[]): CanonicalSheet[] {
  const source = fs.openSync(sheet.path, 'r');
  try {
    return parts.map((part, index) => {
      const path = sheet.path.replace(/(\.csv)?$/, `-${index + 1}$1`);
      const target = fs.openSync(path, 'w');
      try {
        writePart(source, target, part);
      } finally {
        fs.closeSync(target);
      }
      return { ...sheet, path, rows: part.lines, notes: index === 0 ? sheet.notes : [] };
    });
  } finally {
    fs.closeSync(source);
    fs.rmSync(sheet.path, { force: true });
  }
}

function writePart(source: number, target: number, part: TablePart): void {
  let at = part.from;
  for (const { offset, bytes, line } of part.pageTitles) {
    copy(source, target, at, offset);
    write(target, Buffer.from(line));
    at = offset + bytes;
  }
  copy(source, target, at, part.to);
}

function copy(source: number, target: number, from: number, to: number): void {
  const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, to - from)));
  for (let at = from; at < to; ) {
    const read = fs.readSync(source, chunk, 0, Math.min(chunk.length, to - at), at);
    write(target, chunk.subarray(0, read));
    at += read;
  }
}

function write(target: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) from += fs.writeSync(target, bytes, from);
}
