import { readAsset } from '../assets.ts';
import { bindAsOf } from '../engine/as-of.ts';
import type { Engine } from '../engine/engine.ts';

/**
 * Why a school's newest submission looks incomplete beside the one before: 疑似不完整. Reads the views `students` and
 * `students_last_submission` and the marts of `completenessMarts`. Schools without an earlier submission are not judged.
 */
export async function findIncomplete(engine: Engine, asOf: string): Promise<Map<string, string>> {
  const rows = await engine.rows(bindAsOf(completenessSql(), asOf));
  return new Map(
    rows.map((row) => {
      const classes = row.missing_classes as string[];
      const reason =
        classes.length > 0
          ? `与上次完整报送（${row.last_date}）相比，整班不见了：${classes.join('、')}`
          : `与上次完整报送（${row.last_date}）相比，少了${row.lost}人（上次${row.pupils}人），没有合法去向`;
      return [String(row.school_code), `${reason}。如确属实，请运行 heji accept 使其生效；否则请学校补齐后重报。`];
    }),
  );
}

/** The query behind `findIncomplete`. */
export const completenessSql = (): string => readAsset('sql', 'lake', 'incomplete_submissions.sql');
