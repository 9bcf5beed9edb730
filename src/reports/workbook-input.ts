import type { WriteSheet } from 'hucre/xlsx';
import { dateSerial } from './cell-value.ts';
import type { Allowed, Dropdown, InputRule, Sheet } from './sheet.ts';
import { absoluteRange, plainRange, quoted } from './workbook-ranges.ts';

type Validation = NonNullable<WriteSheet['dataValidations']>[number];

/** Filtering, and columns and rows of another size, stay possible. */
export const protectedButForUse: NonNullable<WriteSheet['protection']> = {
  sheet: true,
  objects: true,
  scenarios: true,
  formatColumns: true,
  formatRows: true,
  sort: true,
  autoFilter: true,
};

/** What cells take, as the library has it. */
export function toValidations({ dropdowns = [], inputRules = [] }: Sheet): { dataValidations?: Validation[] } {
  const validations = [...dropdowns.map(toDropdown), ...inputRules.flatMap(toRules)];
  return validations.length === 0 ? {} : { dataValidations: validations };
}

const pick = { type: 'list', errorTitle: '请从下拉框里选', errorMessage: '这里只能选下拉框里列出的内容。' } as const;
const strictly = { allowBlank: true, showErrorMessage: true } as const;

function toDropdown({ area, listSheet, list }: Dropdown): Validation {
  return { ...pick, ...strictly, range: plainRange(area), formula1: `${quoted(listSheet)}!${absoluteRange(list)}` };
}

/** Programs get slow over a rule of thousands of ranges. */
const rangesAtOnce = 200;

function toRules({ areas, allowed }: InputRule): Validation[] {
  const ranges = areas.map(plainRange);
  const parts = Math.ceil(ranges.length / rangesAtOnce);
  return Array.from({ length: parts }, (_, part) => ({
    ...toRule(allowed),
    ...strictly,
    range: ranges.slice(part * rangesAtOnce, (part + 1) * rangesAtOnce).join(' '),
  }));
}

/** A list inside a rule may have 255 characters. */
const longestList = 255;

function toRule(allowed: Allowed): Omit<Validation, 'range'> {
  switch (allowed.kind) {
    case 'words': {
      const { words } = allowed;
      if (words.join(',').length > longestList || words.some((word) => /[,"]/.test(word))) {
        throw new Error(`no list for a cell: ${words.join('、')}`);
      }
      return { ...pick, values: [...words] };
    }
    case 'day': {
      const { from, to } = allowed;
      return {
        type: 'date',
        operator: 'between',
        formula1: String(serialOf(from)),
        formula2: String(serialOf(to)),
        errorTitle: '请填日期',
        errorMessage: `应为 ${from} 至 ${to} 之间的日期，写成 ${from} 这样。`,
      };
    }
    case 'text': {
      const { longest } = allowed;
      return {
        type: 'textLength',
        operator: 'lessThanOrEqual',
        formula1: String(longest),
        errorTitle: '太长了',
        errorMessage: `最多 ${longest} 个字，更多的请另附材料。`,
      };
    }
  }
}

function serialOf(day: string): number {
  const serial = dateSerial(day);
  if (serial === undefined) throw new Error(`no day for a cell: ${day}`);
  return serial;
}
