import type { Engine } from '../engine/engine.ts';
import type { DataNote } from './data-note.ts';

/**
 * Failed comparisons of children whom no registry has and whose school is not the county's: no school's list can show them, not even as
 * excused. Needs `police_results`, `current_students` and `school_overview`.
 */
export async function policeNotes(engine: Engine): Promise<DataNote[]> {
  const [row] = await engine.rows(`select count(*) as n, min(r.source_file) as file
    from police_results r
    where r.result in ('not_found', 'name_mismatch')
      and not exists (select 1 from school_overview o where o.school_code = r.school_code)
      and not exists (select 1 from current_students s where s.registry_key = r.registry_key)
      and not exists (select 1 from current_students s where s.id_key = r.id_key and s.name_key = r.name_key)`);
  const count = Number(row?.n ?? 0);
  if (count === 0) return [];
  const note = `公安比对结果（${String(row?.file)}）里有 ${count} 行不通过的没有核对：学籍里没有这些号码，写的学校标识码也空白或不在本县；请核对清单`;
  return [{ kind: '公安比对', note }];
}
