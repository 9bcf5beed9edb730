import { z } from 'zod';

/** Format of the ledger's files. 1: until version 0.1, one JSON document a commit. 2: one line for the head, then one a event. */
export const ledgerFormat = 2;

/** 新增 持续 反弹 本期未报送 已销号 已了结 已豁免 已说明. */
export const findingStatuses = ['new', 'persisting', 'reopened', 'not-submitted', 'closed', 'ended', 'waived', 'explained'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** Statuses of what still has to be dealt with or watched; the others are 已销号 and 已了结. */
export const openStatuses = ['new', 'persisting', 'reopened', 'not-submitted', 'waived', 'explained'] as const;

/** Statuses in which a school still owes something. */
export const owedStatuses = ['new', 'persisting', 'reopened', 'not-submitted'] as const;

/** What a status does not say: the pupil is gone from the registry without a lawful exit; nobody could look this time. */
export const findingMarks = ['名册消失', '本期未查'] as const;

/** Why a finding came to its status. Reports have the words (`statusReasons`). */
export const statusReasons = {
  found: '首次查出',
  'found-again': '再次查出',
  'came-back': '销号后再次查出',
  'back-after-ended': '了结后再次查出',
  mended: '本次报送中已不存在',
  'left-lawfully': '已办理合法离籍手续',
  unsent: '该校本期未报送',
  held: '该校本期报送疑似不完整，已扣住',
  'not-run': '本期检查未运行',
  'not-compared': '新的比对名单里没有该生，未能复核',
  vanished: '学生从名册消失，没有合法去向',
  excused: '现符合豁免事由',
  graver: '已升级为更重的问题',
  'check-changed': '检查口径已更新',
  'numbers-changed': '规定的数字已变更',
  'subject-gone': '班级、学校已撤并或毕业',
  waived: '县局豁免',
  'waiver-ended': '豁免到期或撤销',
  explained: '县局采信学校说明',
  'explanation-lapsed': '说明所据的情况已变化',
  'explanation-withdrawn': '县局撤回采信',
} as const;
export type StatusReason = keyof typeof statusReasons;

const status = z.enum(findingStatuses);
const mark = z.enum(findingMarks).nullable();

/** A pupil, class or school got an id of its own. Aliases are keyed hashes: the ledger holds no numbers of persons. */
const subjectEvent = z.object({ type: z.literal('subject'), subject: z.string(), kind: z.string(), aliases: z.array(z.string()) });

/** A subject became known by further numbers or names. `evidence`: by which of the known ones it was recognised (registry, id, person, class, school-code). */
const aliasEvent = z.object({
  type: z.literal('alias'),
  subject: z.string(),
  aliases: z.array(z.string()),
  evidence: z.string().default(''),
});

/** A school reports under another code than before; `shared` of its last `of` pupils are the same. */
const schoolCodeEvent = z.object({ type: z.literal('school-code'), from: z.string(), to: z.string(), shared: z.int(), of: z.int() });

const openedEvent = z.object({
  type: z.literal('opened'),
  number: z.string(),
  fingerprint: z.string(),
  check: z.string(),
  subject: z.string(),
  occurrence: z.string().nullable(),
  /** Keyed hash of the group of a duplicate. */
  group: z.string().nullable(),
});

/** Findings that went from one status to another for one reason; also where only the mark changed. `detail`: what else history shows; nothing sensitive. */
const statusEvent = z.object({
  type: z.literal('status'),
  from: status,
  to: status,
  mark,
  why: z.enum(Object.keys(statusReasons) as [StatusReason, ...StatusReason[]]),
  detail: z.string().nullable(),
  numbers: z.array(z.string()),
});

/** What a school may answer (`actions` of a check). */
export const replyActions = ['evidence', 'changed', 'deleted', 'fixed', 'explained'] as const;

/** A school's answer, as it was accepted into the ledger. Texts are searched for numbers of persons and masked before they come here. */
const replyEvent = z.object({
  type: z.literal('reply'),
  /** Unique in the ledger: commit sequence and line, 000012-3. */
  reply: z.string(),
  number: z.string(),
  school: z.string(),
  action: z.enum(replyActions),
  situation: z.string().nullable(),
  proof: z.string().nullable(),
  responsible: z.string().nullable(),
  done_on: z.string().nullable(),
  /** The run whose package was answered, and the finding's material evidence as it stood there. */
  run: z.string(),
  material: z.string(),
  file: z.string(),
  sha256: z.string(),
  row: z.int(),
});

/** The bureau's judgement of an answer. */
const verdictEvent = z.object({
  type: z.literal('verdict'),
  reply: z.string(),
  number: z.string(),
  accepted: z.boolean(),
  reason: z.string().nullable(),
});

/** `until`: the last day on which it holds. */
const waivedEvent = z.object({ type: z.literal('waived'), number: z.string(), until: z.string(), reason: z.string() });
const unwaivedEvent = z.object({ type: z.literal('unwaived'), number: z.string(), reason: z.string() });

export const eventSchema = z.discriminatedUnion('type', [
  subjectEvent,
  aliasEvent,
  schoolCodeEvent,
  openedEvent,
  statusEvent,
  replyEvent,
  verdictEvent,
  waivedEvent,
  unwaivedEvent,
]);

export type LedgerEvent = z.infer<typeof eventSchema>;
export const eventTypes: readonly LedgerEvent['type'][] = eventSchema.options.map(({ shape }) => shape.type.value);
export type StatusEvent = z.infer<typeof statusEvent>;
export type ReplyEvent = z.infer<typeof replyEvent>;

const phase = z.object({ name: z.string(), milliseconds: z.number(), rows: z.number().int() });

/** What a run was, beside its events. */
export const runFactsSchema = z.object({
  run: z.string(),
  /** Under ledger/runs/: what the run observed. */
  folder: z.string(),
  pipeline: z.string(),
  as_of: z.string(),
  started_at: z.string(),
  finished_at: z.string(),
  /** Number of the newest import that was known. */
  lake: z.string(),
  policy: z.string(),
  phases: z.array(phase),
  checks: z.array(z.object({ check: z.string(), milliseconds: z.number(), rows: z.number().int(), version: z.string().default('') })),
  /** Fingerprints by which a replay tells what has changed since: the lake's manifests, the packs in use, the settings; '' in runs of format 1. */
  manifests: z.string().default(''),
  packs: z.record(z.string(), z.string()).default({}),
  settings: z.string().default(''),
  program: z.string().default(''),
  /** The scheduler's slot that this run filled: weekly-inspection@2026-11-16T07:00. */
  slot: z.string().nullable().default(null),
});
export type RunFacts = z.infer<typeof runFactsSchema>;

/** A run with the number of its commit. */
export type RunEvent = RunFacts & { readonly sequence: number };

/** The first line of a commit. */
export const commitHeadSchema = z.object({
  format: z.literal(ledgerFormat),
  sequence: z.int(),
  kind: z.enum(['run', 'replies', 'review', 'waiver']),
  /** 'YYYY-MM-DD HH:MM:SS' in Asia/Shanghai. */
  at: z.string(),
  /** The operating system's user, or the name given with --by. */
  by: z.string(),
  /** How many event lines follow: a file that was cut off is noticed. */
  events: z.int(),
  run: runFactsSchema.nullable(),
});
export type CommitHead = z.infer<typeof commitHeadSchema>;

export interface Commit {
  readonly head: CommitHead;
  readonly events: readonly LedgerEvent[];
}
