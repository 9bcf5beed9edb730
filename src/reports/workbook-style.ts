import type { CellStyle, ConditionalRule } from 'hucre/xlsx';
import type { Area } from './area.ts';
import type { Sheet } from './sheet.ts';
import { fills, fonts, type Style } from './style.ts';
import { plainRange } from './workbook-ranges.ts';

/** GB2312, as fonts name it. */
export const chinese = 134;

const cellStyles = new WeakMap<Style, CellStyle>();

/** A style as the library takes it; the same style gives the same object. */
export function toCellStyle(style: Style): CellStyle {
  const known = cellStyles.get(style);
  if (known) return known;
  const font = fonts[style.font];
  const cellStyle: CellStyle = {
    font: {
      name: font.name,
      family: font.family,
      charset: chinese,
      size: style.size,
      ...(style.bold && { bold: true }),
      ...(style.colour && { color: { rgb: style.colour } }),
    },
    alignment: {
      vertical: 'center',
      ...(style.horizontal && { horizontal: style.horizontal }),
      ...(style.wrap && { wrapText: true }),
      ...(style.shrink && { shrinkToFit: true }),
      ...(style.indent && { indent: style.indent }),
    },
    ...(style.fill && { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fills[style.fill] } } }),
    ...(style.border && { border: toBorder(style.border) }),
    ...(style.format && { numFmt: numberFormats[style.format] }),
    ...(style.unlocked && { protection: { locked: false } }),
  };
  cellStyles.set(style, cellStyle);
  return cellStyle;
}

/**
 * Numbers keep the width of a bracket from the line (`_)`), or they run into the text of the next column; an indent is drawn differently from
 * program to program. Beside 0 a change says in words that there was none, so that nobody takes it for a blank.
 */
const numberFormats = { text: '@', integer: '0_)', date: 'yyyy-mm-dd', percent: '0.0%_)', change: '"↑"0_);"↓"0_);"持平"_)' } as const;

function toBorder(border: NonNullable<Style['border']>): NonNullable<CellStyle['border']> {
  const thin = { style: 'thin', color: { rgb: '8C8C8C' } } as const;
  const heavy = { style: 'medium', color: { rgb: '404040' } } as const;
  return { top: border === 'group' ? heavy : thin, right: thin, bottom: thin, left: thin };
}

/** What makes cells look otherwise by their values. */
export function toConditions({ dataBars = [], changes = [], alarms = [] }: Sheet): { conditionalRules?: ConditionalRule[] } {
  const rules: Omit<ConditionalRule, 'priority'>[] = [
    ...dataBars.map(toDataBar),
    ...changes.flatMap((area) => [toComparison(area, 'greaterThan', 'C00000'), toComparison(area, 'lessThan', '00703C')]),
    ...alarms.map(
      (area): Omit<ConditionalRule, 'priority'> => ({
        ...toComparison(area, 'greaterThan', '9C0006'),
        style: {
          font: { bold: true, color: { rgb: '9C0006' } },
          fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' }, bgColor: { rgb: 'FFC7CE' } },
        },
      }),
    ),
  ];
  return rules.length === 0 ? {} : { conditionalRules: rules.map((rule, index) => ({ ...rule, priority: index + 1 })) };
}

function toDataBar(area: Area): Omit<ConditionalRule, 'priority'> {
  return {
    type: 'dataBar',
    range: plainRange(area),
    dataBar: { cfvo: [{ type: 'num', value: '0' }, { type: 'max' }], color: 'FF9DC3E6' },
  };
}

function toComparison(area: Area, operator: 'greaterThan' | 'lessThan', colour: string): Omit<ConditionalRule, 'priority'> {
  return { type: 'cellIs', operator, formula: '0', range: plainRange(area), style: { font: { color: { rgb: colour } } } };
}
