import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';

/** Adds to `data_notes` how many pupils with open findings are in no school's list any more: their findings stay open. */
export async function noteVanished(engine: Engine): Promise<void> {
  const [row] = await engine.rows(`select count(distinct entity_key) as pupils, count(*) as findings
    from rectification where is_open and mark = '名册消失'`);
  if (Number(row?.pupils) === 0) return;
  const note = `有未销号问题的 ${row?.pupils} 名学生从名册消失，没有合法去向记录；其 ${row?.findings} 条问题不销号，状态标“名册消失”，请先查清去向`;
  await engine.run(`insert into data_notes (note, kind) values (${literal(note)}, '名册消失')`);
}
