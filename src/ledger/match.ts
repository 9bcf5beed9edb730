import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';

/**
 * Makes `matched_subjects`: which known subject each record is. Best matches first, each subject once: two records that are current at the
 * same time are two subjects, whatever numbers they share. Only what the engine cannot settle by itself is looked at here.
 */
export async function matchSubjects(engine: Engine): Promise<void> {
  await engine.run('create or replace table matched_subjects as select record_key, subject, score, evidence from sure_matches');
  const matched = new Set<string>();
  const given = new Set<string>();
  const chosen: string[] = [];
  for (const row of await engine.rows('select * from contested_matches order by score desc, place, subject')) {
    const [record, subject] = [String(row.record_key), String(row.subject)];
    if (matched.has(record) || given.has(subject)) continue;
    matched.add(record);
    given.add(subject);
    chosen.push(`(${literal(record)}, ${literal(subject)}, ${Number(row.score)}, ${literal(String(row.evidence))})`);
  }
  if (chosen.length > 0) await engine.run(`insert into matched_subjects values ${chosen.join(', ')}`);
}
