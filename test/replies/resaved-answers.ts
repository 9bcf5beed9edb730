import type { Answers } from './filled-package.ts';
import type { SentFinding } from './sent-county.ts';

/** What was sent and answered in the workbooks of test/files/replies. */
export const resavedFindings: readonly SentFinding[] = [
  { number: '2026-000001' },
  { number: '2026-000002', kind: 'must-fix', actions: ['evidence', 'changed', 'deleted'] },
  { number: '2026-000003' },
  { number: '2026-000004' },
  { number: '2026-000005' },
  { number: '2026-000006' },
];

export const resavedAnswers: Answers = {
  '2026-000001': { 处理方式: '情况说明', 整改情况: '户口簿如此，\n原件已核', 责任人: '李老师' },
  '2026-000002': { 处理方式: '佐证', 佐证材料: '出生证明、户口簿', 责任人: '李老师', 完成日期: new Date('2026-11-12') },
  '2026-000003': { 处理方式: '变更', 整改情况: '=1+1', 完成日期: '2026年11月13日' },
  '2026-000004': { 处理方式: '变更', 完成日期: new Date('2026-11-12'), 姓名: '乙某某' },
  '2026-000005': { 处理方式: '已整改', 完成日期: new Date('2026-11-12') },
};
