import { join } from 'node:path';
import { renderBytes } from '../reports/render.ts';
import { saveFile } from '../reports/save.ts';
import { cleanFile, cleanLetter } from './clean-letter.ts';
import type { Letter } from './letter.ts';
import { letterBytes } from './letter-docx.ts';
import { letterFacts } from './letter-facts.ts';
import { noticeFile, noticeLetter } from './notice-letter.ts';
import { type PackageData, packageReport, SchoolRows } from './package-data.ts';
import { reminderFile, reminderLetter } from './reminder-letter.ts';
import { replyFile } from './reply-words.ts';
import { type ZipPart, zipBytes } from './zip.ts';

/** What one school gets, and where it is to lie. */
export interface PackageJob {
  readonly data: PackageData;
  /** The run's schools/ folder in outbox/. */
  readonly folder: string;
  /** <code>-<name>, as file systems take it. */
  readonly name: string;
}

export interface SchoolPackage {
  readonly schoolCode: string;
  readonly name: string;
  /** Where the files are: another name than usual where that one was open in WPS or Excel. */
  readonly files: readonly string[];
  /** What they are called, in the same order. */
  readonly papers: readonly string[];
  readonly zip: string;
}

/**
 * Writes a school's folder and its zip file, each file whole or not at all.
 * @throws Failure when a file and all its second names are open, or the system's error when nothing can be written.
 */
export async function writePackage({ data, folder, name }: PackageJob): Promise<SchoolPackage> {
  const { letter, file } = letterOf(data);
  const parts: ZipPart[] = [{ name: file, bytes: await letterBytes(letter) }];
  if (data.rows.items.length > 0) {
    const source = new SchoolRows(data);
    const logHead = String(data.rows.facts[0]?.log_head);
    const { bytes } = await renderBytes(packageReport, source, { audience: 'school', unmasked: false, log: () => logHead });
    parts.unshift({ name: replyFile, bytes });
  }
  const files: string[] = [];
  for (const part of parts) files.push(await saveFile(part.bytes, join(folder, name, part.name)));
  const zipped = parts.map((part) => ({ ...part, name: `${name}/${part.name}` }));
  const zip = await saveFile(zipBytes(zipped, letter.madeAt), join(folder, `${name}.zip`));
  return { schoolCode: data.schoolCode, name, files, papers: parts.map((part) => part.name), zip };
}

function letterOf(data: PackageData): { letter: Letter; file: string } {
  const facts = letterFacts(data);
  if (facts.kind === 'findings') return { letter: noticeLetter(facts), file: noticeFile };
  if (facts.kind === 'clean') return { letter: cleanLetter(facts), file: cleanFile };
  return { letter: reminderLetter(facts), file: reminderFile };
}
