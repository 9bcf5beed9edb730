import { readAsset } from '../assets.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { handlingTexts, protectedTexts } from '../handling/texts.ts';
import { AliasKey } from '../ledger/alias.ts';
import { maskFor } from '../privacy/rules.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { replyKeyText } from './reply-key.ts';
import type { ReplyAction } from './reply-words.ts';
import { otherSchool, placeText, schoolText } from './school-text.ts';

/** `package_items`: what each school's workbook shows, a row an owed finding. Numbers are masked, sensitive words out. */
export const packageItemColumns = {
  run_id: 'varchar',
  /** The hidden column: `reply-key.ts`. */
  key: 'varchar',
  number: 'varchar',
  school_code: 'varchar',
  school_name: 'varchar',
  line: 'integer',
  place: 'varchar',
  name: 'varchar',
  id_number: 'varchar',
  registry_number: 'varchar',
  check_id: 'varchar',
  problem: 'varchar',
  message: 'varchar',
  basis: 'varchar',
  severity: 'varchar',
  how_to_fix: 'varchar',
  due_on: 'date',
  overdue_days: 'integer',
  first_seen: 'date',
  status: 'varchar',
  actions: 'varchar[]',
  material: 'varchar',
} as const;

/** Rows that are in memory at one time. */
const rowsAtOnce = 2_500;

/** Makes `package_items` from `rectification` and `run`. */
export async function createPackageItems(engine: Engine, workspace: Workspace): Promise<void> {
  const key = AliasKey.open(workspace.path('ledger'));
  const shown = remembered(schoolText);
  await createTableFromRows(engine, 'package_items', packageItemColumns, []);
  await engine.run(`create or replace temp table owed_places as ${readAsset('sql', 'packages', 'places.sql')}`);
  const [counted] = await engine.rows('select count(*) as places from owed_places');
  const sql = readAsset('sql', 'packages', 'owed.sql');
  for (let from = 1; from <= Number(counted?.places); from += rowsAtOnce) {
    const owed = await engine.rows(sql.replaceAll('$from', String(from)).replaceAll('$to', String(from + rowsAtOnce - 1)));
    await createTableFromRows(engine, 'package_items_part', packageItemColumns, items(owed, key, shown));
    await engine.run('insert into package_items by name select * from package_items_part');
  }
  await engine.run('drop table if exists package_items_part');
  await engine.run('drop table owed_places');
}

/** Many findings say the same. */
function remembered(shown: (text: string) => string): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text) ?? shown(text);
    texts.set(text, known);
    return known;
  };
}

function* items(owed: readonly Row[], key: AliasKey, shown: (text: string) => string): Generator<object> {
  for (const row of owed) yield item(row, key, shown);
}

const mask = maskFor('school', false);

function item(row: Row, key: AliasKey, shown: (text: string) => string): object {
  const number = String(row.number);
  const schoolCode = String(row.school_code);
  return {
    run_id: row.run_id,
    key: replyKeyText(key, String(row.run_id), number, schoolCode),
    number,
    school_code: schoolCode,
    school_name: row.school_name,
    line: row.line,
    place: row.entity === 'school' ? '全校' : placeText(String(row.grade_label), String(row.class_label)),
    name: row.name,
    id_number: row.id_number === null ? null : mask(String(row.id_number), 'id_number'),
    registry_number: row.registry_number === null ? null : mask(String(row.registry_number), 'registry_number'),
    check_id: row.check_id,
    problem: row.check_title,
    message: withNotes(shown(String(row.message)), notesOf(row, shown)),
    basis: shown(String(row.basis ?? '')),
    severity: row.severity,
    how_to_fix: row.is_guarded === true ? adviceForProtected(String(row.how_to_fix)) : row.how_to_fix,
    due_on: row.due_on,
    overdue_days: row.overdue_days,
    first_seen: row.first_seen,
    status: row.status,
    actions: actionsOf(row),
    material: row.material,
  };
}

const withNotes = (message: string, notes: readonly string[]): string =>
  notes.length === 0 ? message : `${message}〔${notes.join('；')}〕`;

/** What the school has to know beside the fact itself. */
function notesOf(row: Row, shown: (text: string) => string): string[] {
  const days = Number(row.overdue_days ?? 0);
  const reason = row.verdict_reason === null ? '' : `：${shown(String(row.verdict_reason))}`;
  return [
    row.mark === '名册消失' ? '该生已不在贵校最近报送的名册上，又没有合法离籍记录，请先查明去向' : '',
    row.mark === '本期未查' ? '本期未能复查' : '',
    row.status === 'not-submitted' ? '贵校本期数据未报齐，未能复查' : '',
    row.status === 'reopened' ? '销号后再次查出' : '',
    otherSides(row),
    days > 0 ? `已超过整改时限${days}天` : '',
    row.reply_verdict === '未采信' ? `上次的答复县教育局未采信${reason}` : '',
  ].filter((note) => note !== '');
}

/** The other side of a duplicate, by school and number only. */
function otherSides(row: Row): string {
  const others = (row.others ?? []) as { readonly number: string; readonly school: string; readonly is_own_school: boolean }[];
  if (others.length === 0) return '';
  const sides = others.map(({ number, school, is_own_school }) => `${is_own_school ? '本校' : otherSchool(school)} ${number}`);
  const rows = Number(row.other_rows);
  return `另一方：${sides.join('、')}${rows > others.length ? `等${rows}条` : ''}`;
}

const saferAdvice = new Map<string, string>(
  Object.entries(protectedTexts).map(([code, text]) => [handlingTexts[code as keyof typeof protectedTexts], text]),
);

const adviceForProtected = (advice: string): string => saferAdvice.get(advice) ?? advice;

/** What may always be answered, where a run of an earlier version did not keep what its check allows. */
const answerable: readonly ReplyAction[] = ['fixed', 'explained'];

function actionsOf({ actions, is_guarded }: Row): readonly string[] {
  const allowed = Array.isArray(actions) && actions.length > 0 ? actions.map(String) : answerable;
  const safe = is_guarded === true ? allowed.filter((action) => action !== 'deleted') : allowed;
  return safe.length > 0 ? safe : answerable;
}
