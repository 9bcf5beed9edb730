import { readFileSync } from 'node:fs';
import { assetPath } from '../../src/assets.ts';

export interface Block {
  readonly language: string;
  readonly text: string;
}

/** A document of the project by its path from the root. */
export const readDocument = (path: string): string => readFileSync(assetPath(path), 'utf8');

/** The fenced blocks of a document. */
export const codeBlocks = (text: string): Block[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, body]) => ({ language: language!, text: body! }));

/** What stands between backticks in the running text and the tables. */
export const codeSpans = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

/** The lines of the shell blocks, without their comments. */
export const shellLines = (text: string): string[] =>
  codeBlocks(text)
    .filter(({ language }) => language === 'sh')
    .flatMap((block) => block.text.split('\n'))
    .map((line) => line.replace(/\s#.*$/, '').trim())
    .filter((line) => line !== '');

/** The targets of links and pictures. */
export const linkTargets = (text: string): string[] => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);

/** The anchors that a page's headings have where it is published. */
export const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/g, '-'),
  );

/** The cells of all table rows; the first of a row may be a code span. */
export const tableRows = (text: string): string[][] =>
  [...text.matchAll(/^\|(.+)\|$/gm)].map((match) => match[1]!.split('|').map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')));
