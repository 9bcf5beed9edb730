import type { FindingOrder } from '../ledger/finding-list.ts';
import { statusWords } from '../ledger/status-words.ts';
import { codesOf } from './word-list.ts';

/** What the codes of findings are called on the screen; either may be typed. */
export const statusTitles: Readonly<Record<string, string>> = statusWords;

/** `--status`: codes, titles, or 全部. */
export const statusCodes = (text: string | undefined): string[] => {
  const codes = codesOf('--status', text?.replaceAll('本期未报送', '未报送'), { ...statusTitles, all: '全部' });
  return codes.includes('all') ? Object.keys(statusTitles) : codes;
};

export const kindTitles: Readonly<Record<string, string>> = { 'must-fix': '必改', explain: '核实' };

export const certaintyTitles: Readonly<Record<string, string>> = { 确定: '确定', 待核: '待核' };

export const orderTitles: Readonly<Record<FindingOrder, string>> = {
  severity: '级别',
  school: '学校',
  check: '检查',
  name: '姓名',
  number: '编号',
  date: '日期',
};
