import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createAudienceRelations } from '../../src/pipelines/report.ts';

const findings = `select * from (values ('a', null, true), ('b', null, false), ('c', '就读专门学校', true), ('d', '转学在办', true))
  as f (number, excused_by, is_counted)`;

const changes = `select * from (values
  ('甲', '转出', null), ('乙', '未见转学手续', '依兰县特殊教育学校'), ('丙', '未见转学手续', '依兰县第一小学'), ('丁', '因病离校', null), ('戊', null, null))
  as c (name, reason, other_school)`;

describe('what the reader of a masked report sees', () => {
  it('has no sensitive reason, nor a school whose name says one, and loses no row', async () => {
    const engine = await DuckDbEngine.open();
    try {
      await engine.run(`create table all_findings as ${findings}`);
      await engine.run(`create table roster_changes as ${changes}`);
      await createAudienceRelations(engine);
      const numbers = async (relation: string) =>
        (await engine.rows(`select number from ${relation} order by number`)).map((row) => row.number);
      expect(await numbers('findings')).toEqual(['a', 'b']);
      expect(await numbers('counted_findings')).toEqual(['a']);
      expect(await engine.rows('select number, excused_by from excused_findings order by number')).toEqual([
        { number: 'c', excused_by: '其他已核实' },
        { number: 'd', excused_by: '转学在办' },
      ]);
      expect(await engine.rows('select * from roster_movements order by name')).toEqual(
        [
          { name: '甲', reason: '转出', other_school: null },
          { name: '乙', reason: '未见转学手续', other_school: '其他已核实' },
          { name: '丙', reason: '未见转学手续', other_school: '依兰县第一小学' },
          { name: '丁', reason: '其他已核实', other_school: null },
          { name: '戊', reason: null, other_school: null },
        ].sort((a, b) => (a.name < b.name ? -1 : 1)),
      );
    } finally {
      engine.close();
    }
  });
});
