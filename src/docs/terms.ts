import type { Severity } from '../policy/pack.ts';

/** What a severity is called, and by when it is to be dealt with. */
export const severityTexts: Readonly<Record<Severity, string>> = {
  red: '红（当日处置）',
  orange: '橙（5个工作日内）',
  yellow: '黄（本月内）',
  blue: '蓝（提示）',
};

export const kindTexts = { 'must-fix': '必改', explain: '核实' } as const;

/** What is written at the head of every generated page. */
export const generatedNote = '<!-- 本页由 npm run docs 生成，不要直接修改。 -->';
