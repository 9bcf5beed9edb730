import { z } from 'zod';
import { handlingTexts } from '../handling/texts.ts';
import { severities, stages } from '../policy/pack.ts';

/** Chinese title of each category, in the order of reports. */
export const categories = { duplicate: '重复', 'class-size': '班额', dropout: '辍学', information: '信息质量' } as const;
export type Category = keyof typeof categories;

const kind = z.enum(['must-fix', 'explain']);

const param = z.strictObject({
  type: z.enum(['integer', 'number', 'date', 'list', 'choice', 'boolean']),
  unit: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  values: z.array(z.string()).optional(),
  /** The check whose param of this name this one is: one home for a number that two checks go by. The catalogue puts the rest in. */
  same_as: z.string().optional(),
});

const evidence = z.strictObject({ label: z.string(), unit: z.string().optional(), values: z.record(z.string(), z.string()).optional() });

/** `check.yaml`: what a check is, needs and says. */
export const definitionSchema = z.strictObject({
  title: z.string(),
  title_en: z.string(),
  category: z.enum(Object.keys(categories) as [Category, ...Category[]]),
  severity: z.enum(severities),
  kind,
  /** A matter of data quality: no regulation needs to speak of it. */
  generic: z.boolean().default(false),
  /** A national monitoring yardstick: no regulation speaks of it, and nobody breaks one. */
  monitoring: z.boolean().default(false),
  entity: z.enum(['student', 'class', 'school', 'change', 'pair', 'file']),
  /** Datasets, or columns as students.class_name; a nested list is any of them. Missing: 未运行, with the reason. */
  requires: z.array(z.union([z.string(), z.array(z.string())])).min(1),
  /** Columns without which the check finds less, as requires writes them, and required-items: a list that lacks one that it had mends nothing. */
  sees: z.array(z.string()).default([]),
  /** Datasets without which look-alikes cannot be told: findings are then 待核 and orange at most. */
  guards_need: z.array(z.string()),
  params: z.record(z.string(), param),
  /** Parameters of which none may be smaller than the one before. */
  ascending: z.array(z.string()).default([]),
  /** Which number holds for which stage: a school that has only stages without one is not looked at. */
  stage_params: z.partialRecord(z.enum(stages), z.string()).optional(),
  /** A class's or school's own number, by which the check applies where the regulation gives none. */
  own_limit: z.strictObject({ relation: z.string(), column: z.string() }).optional(),
  /** The evidence whose change makes an accepted explanation lapse. */
  material: z.array(z.string()),
  actions: z.array(z.enum(['evidence', 'changed', 'deleted', 'fixed', 'explained'])),
  /** Checks that can find the same record for the same fault: sums count it once. */
  counted_with: z.array(z.string()).default([]),
  /** Milder checks that are not reported beside this one on the same facts. */
  supersedes: z.array(z.string()).default([]),
  variants: z
    .record(z.string(), z.strictObject({ severity: z.enum(severities).optional(), kind: kind.optional(), message: z.string().optional() }))
    .default({}),
  what: z.string(),
  why: z.string(),
  how_to_fix: z.enum(Object.keys(handlingTexts) as [keyof typeof handlingTexts, ...(keyof typeof handlingTexts)[]]),
  exceptions: z.string(),
  evidence: z.record(z.string(), evidence),
  message: z.string(),
  aliases: z.array(z.string()).default([]),
});

export type CheckDefinition = z.infer<typeof definitionSchema>;

export interface Check extends CheckDefinition {
  /** The folder's name: the check's code everywhere. */
  readonly id: string;
  readonly sql: string;
}

/** What every check returns before its evidence. */
export const envelope = [
  'school_code',
  'entity_key',
  'registry_number',
  'id_number',
  'subject_name',
  'grade_no',
  'class_no',
  'fact_date',
  'occurrence',
  'group_key',
  'variant',
  'certainty',
  'excused_by',
] as const;
