import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { statusReasons } from '../ledger/event.ts';
import { statusWords } from '../ledger/status-words.ts';
import type { Audience } from '../privacy/rules.ts';
import { excuseReason } from '../privacy/sensitive-reasons.ts';
import { standingFindings } from './standing-findings.ts';

/** For whom a workbook is made. `unmasked`: the authorised copy (县级授权版). */
export interface Reader {
  readonly audience: Audience;
  readonly unmasked: boolean;
}

/** Texts of people, in which the reason for something may stand that not everybody may read. */
const freeTexts = ['waiver_reason', 'reply_situation', 'reply_proof', 'verdict_reason'] as const;

/**
 * The relations of a run as their reader may see them; sensitive reasons, and schools whose name says one, are 其他已核实:
 * - `findings`: what stands after the run, returned by it or carried on; `owed_findings`: what schools still have to deal with, and
 *   `counted_findings` of those (a record that two checks found for one fault stands in it once);
 * - `ledger_items`: the whole ledger; `settled_items`: what was closed or ended since this pipeline's run before;
 * - `excused_findings` and `roster_movements`.
 */
export async function createAudienceRelations(engine: Engine, { audience, unmasked }: Reader): Promise<void> {
  const texts = [
    'select excused_by as reason from all_findings',
    'select reason from roster_changes',
    'select other_school from roster_changes',
    ...freeTexts.map((column) => `select ${column} from rectification`),
  ];
  const reasons = await engine.rows(`select reason from (${texts.join(' union ')}) as texts where reason is not null`);
  await createTableFromRows(
    engine,
    'shown_reasons',
    { reason: 'varchar', shown: 'varchar' },
    reasons.map((row) => ({ reason: row.reason, shown: excuseReason(String(row.reason), audience, unmasked) })),
  );
  const standing = standingFindings({ findings: 'all_findings', ledger: 'rectification' }, await columnsOf(engine, 'all_findings'));
  await engine.run(`create or replace view findings as select *, ${stateOf('certainty')} as state from (${standing}) as standing`);
  await engine.run('create or replace view owed_findings as select * from findings where is_owed');
  await engine.run('create or replace view counted_findings as select * from owed_findings where is_counted');
  await engine.run(`create or replace view ledger_items as
    select l.* replace (${freeTexts.map((column) => `${column}_shown.shown as ${column}`).join(', ')}), ${stateOf('null')} as state,
      concat(${words('why', statusReasons)}, case when l.detail is not null then concat('（', l.detail, '）') end) as why_words
    from rectification l
    ${freeTexts.map((column) => `left join shown_reasons ${column}_shown on ${column}_shown.reason = l.${column}`).join('\n    ')}`);
  // A run of the same day sees what the earlier one has closed: it is not changed in it, but since the pipeline's last day.
  await engine.run(`create or replace view settled_items as select * from ledger_items
    where is_of_pipeline and status in ('closed', 'ended') and (changed_in_run or earlier_status <> status)`);
  await engine.run(`create or replace view excused_findings as
    select f.* replace (r.shown as excused_by) from all_findings f join shown_reasons r on r.reason = f.excused_by`);
  await engine.run(`create or replace view roster_movements as
    select c.* replace (r.shown as reason, o.shown as other_school)
    from roster_changes c
    left join shown_reasons r on r.reason = c.reason
    left join shown_reasons o on o.reason = c.other_school`);
}

/** Names of a relation's columns. */
export async function columnsOf(engine: Engine, relation: string): Promise<ReadonlySet<string>> {
  return new Set((await engine.rows(`describe select * from ${identifier(relation)}`)).map((row) => String(row.column_name)));
}

/** 持续（名册消失、待核） */
function stateOf(certainty: string): string {
  const unsure = `case when ${certainty} = '待核' then '待核' end`;
  return `concat(${words('status', statusWords)}, '（' || nullif(concat_ws('、', mark, ${unsure}), '') || '）')`;
}

/** A code's words; a code that nobody knows stays as it is. */
function words(column: string, list: Readonly<Record<string, string>>): string {
  const cases = Object.entries(list).map(([code, word]) => `when ${literal(code)} then ${literal(word)}`);
  return `case ${column} ${cases.join(' ')} else ${column} end`;
}
