import { UsageFailure } from '../failure.ts';

/** 2026-000123, or 2026-000123-2 for one record of a duplicate. */
const numberForm = /^\d{4}-\d{6}(-\d+)?$/;

/** @throws UsageFailure for what is no number of a finding */
export function refuseWrongNumber(number: string): void {
  if (numberForm.test(number)) return;
  throw new UsageFailure(`“${number}”不是问题编号；应写成 2026-000123 或 2026-000123-1 这样，见报表或 heji findings list。`);
}

export const unknownNumber = (number: string): UsageFailure =>
  new UsageFailure(`台账里没有编号为 ${number} 的问题。请核对编号；编号见报表或 heji findings list --status 全部。`);
