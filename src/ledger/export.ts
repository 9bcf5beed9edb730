import { z } from 'zod';
import type { Engine, Row, Value } from '../engine/engine.ts';
import { severities } from '../policy/pack.ts';
import { maskFor } from '../privacy/rules.ts';
import { excuseReason } from '../privacy/sensitive-reasons.ts';
import { findingStatuses } from './event.ts';
import { type FindingFilter, filterCondition } from './finding-filter.ts';

const text = z.string().nullable();
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One line of `heji findings export`: one record that a check returned. */
export const exportedFindingSchema = z
  .strictObject({
    number: text.meta({ description: '问题编号，如 2026-000123；重复类每条记录另带后缀，如 2026-000123-2。已豁免的为 null' }),
    check: z.string().meta({ description: '检查的代号' }),
    variant: text.meta({ description: '检查声明的变体，如 考勤中断' }),
    kind: z.enum(['must-fix', 'explain']).meta({ description: 'must-fix 必改，explain 核实' }),
    severity: z.enum(severities).meta({ description: 'red 红，orange 橙，yellow 黄，blue 蓝' }),
    certainty: z.enum(['确定', '待核']),
    status: z.enum(findingStatuses).nullable().meta({ description: '在台账里的状态。已豁免的为 null' }),
    school_code: z.string().meta({ description: '学校标识码' }),
    entity: z.enum(['student', 'class', 'school', 'change', 'pair', 'file']),
    entity_key: z.string().meta({ description: '学生为台账内的主体号；班为 学校标识码|校区|年级|班号；学校为学校标识码。脱敏与否都相同' }),
    subject: z
      .strictObject({
        registry_number: text.meta({ description: '学籍号，默认脱敏' }),
        id_number: text.meta({ description: '身份证件号，默认脱敏' }),
        name: text,
        grade_no: z.int().min(1).max(12).nullable(),
        class_no: z.int().nullable(),
      })
      .meta({ description: '所指的学生或班；学校的问题都为 null' }),
    group_key: text.meta({ description: '同一组重复记录共有的编号，不含证件号' }),
    occurrence: text.meta({ description: '同一主体同一检查的不同事由，如缺勤起始日' }),
    fact_date: z.iso.date().meta({ description: '事实所在的日期' }),
    evidence: z.record(z.string(), z.union([scalar, z.array(scalar)])).meta({ description: '键见 heji checks show' }),
    message: z.string(),
    excused_by: text.meta({ description: '豁免的理由；敏感的写“其他已核实”' }),
    policy: z.string().meta({ description: '所依规定的代号' }),
    articles: z.array(z.int().positive()).meta({ description: '条款号，第一个为主要依据；规定没有写的为空' }),
    first_seen: z.iso.date().nullable().meta({ description: '首次查出的检查日' }),
    last_seen: z.iso.date().nullable().meta({ description: '最近查出的检查日' }),
  })
  .meta({ title: '核籍问题清单的一行', description: 'heji findings export 的每一行（JSON Lines）' });

export type ExportedFinding = z.infer<typeof exportedFindingSchema>;

/** The published JSON Schema (draft 2020-12) of a line. */
export const findingsJsonSchema = (): object => z.toJSONSchema(exportedFindingSchema, { target: 'draft-2020-12' });

/** By number, then check, school and name; rows without a number (excused ones) last. */
const byNumber = `number is null, split_part(number, '-', 1), split_part(number, '-', 2), try_cast(split_part(number, '-', 3) as integer) nulls first,
  check_id, school_code, name, entity_key, occurrence, variant, message`;

/** Rows that are in memory at once. */
const pieceRows = 2_000;

/** Picks rows of the run whose relations are open (`openRun`) for `exportedPieces`, and returns how many they are. */
export async function selectFindings(engine: Engine, filter: FindingFilter): Promise<number> {
  await engine.run(`create or replace temp table selected_findings as
    select rowid as row, row_number() over (order by ${byNumber}) as place from all_findings where ${filterCondition(filter)}`);
  const [selected] = await engine.rows('select count(*) as findings from selected_findings');
  return Number(selected?.findings);
}

/** The selected rows in the order of their numbers, some thousand at a time. Masked unless `unmasked`. */
export async function* exportedPieces(engine: Engine, unmasked: boolean): AsyncGenerator<readonly ExportedFinding[]> {
  for (let after = 0; ; after += pieceRows) {
    const rows = await engine.rows(
      `select f.* from selected_findings s join all_findings f on f.rowid = s.row
        where s.place > ${after} and s.place <= ${after + pieceRows} order by s.place`,
    );
    if (rows.length > 0) yield rows.map((row) => toExported(row, unmasked));
    if (rows.length < pieceRows) return;
  }
}

const textOf = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** A row of `all_findings` as it leaves the ledger. */
export function toExported(row: Row, unmasked: boolean): ExportedFinding {
  const mask = maskFor('county', unmasked);
  const masked = (value: Value | undefined, kind?: 'id_number' | 'registry_number'): string | null => {
    const plain = textOf(value);
    return plain === null ? null : mask(plain, kind);
  };
  return {
    number: textOf(row.number),
    check: String(row.check_id),
    variant: textOf(row.variant),
    kind: row.kind as ExportedFinding['kind'],
    severity: row.severity as ExportedFinding['severity'],
    certainty: row.certainty as ExportedFinding['certainty'],
    status: row.status as ExportedFinding['status'],
    school_code: String(row.school_code),
    entity: row.entity as ExportedFinding['entity'],
    entity_key: String(row.entity_key),
    subject: {
      registry_number: masked(row.registry_number, 'registry_number'),
      id_number: masked(row.id_number, 'id_number'),
      name: masked(row.name),
      grade_no: row.grade_no as number | null,
      class_no: row.class_no as number | null,
    },
    group_key: textOf(row.group_key),
    occurrence: masked(row.occurrence),
    fact_date: String(row.fact_date),
    evidence: maskedEvidence(row.evidence, mask),
    message: mask(String(row.message), undefined),
    excused_by: row.excused_by === null ? null : excuseReason(String(row.excused_by), 'county', unmasked),
    policy: String(row.policy),
    articles: [...(row.articles as readonly number[])],
    first_seen: textOf(row.first_seen),
    last_seen: textOf(row.last_seen),
  };
}

/** Every text of the evidence is searched for numbers of persons: a check may quote one. */
function maskedEvidence(evidence: Value | undefined, mask: ReturnType<typeof maskFor>): ExportedFinding['evidence'] {
  const parsed = JSON.parse(String(evidence), (_key, value: unknown) => (typeof value === 'string' ? mask(value, undefined) : value));
  return parsed as ExportedFinding['evidence'];
}
