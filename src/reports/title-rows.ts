import { spannedCells } from './body-cell.ts';
import { lineCount, rowHeight, textWidth } from './measure.ts';
import type { PageSetup, SheetRow } from './sheet.ts';
import { bodySize, type Style, screenLinkStyle, subtitleStyle, titleStyle } from './style.ts';

/** What a sheet is called and says, its placeholders filled in. */
export interface SheetTexts {
  readonly name: string;
  readonly title: string;
  /** The lines under the title. */
  readonly lines: readonly string[];
  readonly footer: PageSetup['footer'];
  /** The sheet to which there is a way back. */
  readonly home?: string;
}

const smallestTitle = 12;

/** The title and the lines under it, each across `columns` columns that are together `width` half-width characters wide. */
export function titleRows(title: string, lines: readonly string[], columns: number, width: number): SheetRow[] {
  return [
    { height: 32, cells: spannedCells(title, columns, fittingTitle(title, width)) },
    ...lines.map((line) => ({ height: rowHeight(lineCount(line, width)), cells: spannedCells(line, columns, subtitleStyle) })),
  ];
}

/** The way back, above the title; none where this is that sheet itself. */
export function homeRow({ name, home }: SheetTexts, columns: number): SheetRow[] {
  if (home === undefined || home === name) return [];
  const [first, ...rest] = spannedCells(`← 返回${home}`, columns, screenLinkStyle);
  return [{ height: rowHeight(1), cells: [{ ...first!, link: { sheet: home } }, ...rest] }];
}

/** A narrow table gets a smaller title rather than one that is cut off. */
function fittingTitle(title: string, width: number): Style {
  const fitting = Math.floor((bodySize * width) / Math.max(textWidth(title), 1));
  return { ...titleStyle, size: Math.max(smallestTitle, Math.min(titleStyle.size, fitting)) };
}
