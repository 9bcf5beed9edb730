import { parse } from 'yaml';
import { z } from 'zod';
import { readAsset } from '../assets.ts';
import type { Check } from '../checks/definition.ts';

/** What the pages need of `cases.yaml`; the tests run all of it. */
const casesSchema = z.object({
  cases: z.array(
    z.object({
      example: z.string().optional(),
      expect: z.array(z.record(z.string(), z.unknown())).default([]),
      status: z.object({ status: z.string(), reason: z.string() }).optional(),
    }),
  ),
});

type Example = z.infer<typeof casesSchema>['cases'][number];

/** The check's cases that are told in words, each with what the check makes of it. */
export function exampleLines(check: Check): string[] {
  const { cases } = casesSchema.parse(parse(readAsset('sql', 'checks', check.id, 'cases.yaml')));
  return cases.flatMap((example) => (example.example === undefined ? [] : [`- ${example.example}。**${outcomeText(check, example)}**`]));
}

function outcomeText(check: Check, { expect, status }: Example): string {
  if (status !== undefined) return `${status.status}：${status.reason}。`;
  const own = expect.filter((row) => row.check === undefined || row.check === check.id);
  const first = own[0];
  if (first === undefined) return '不报。';
  if (own.every((row) => typeof row.excused_by === 'string')) return `列为已豁免（${String(first.excused_by)}）。`;
  const variant = own.find((row) => typeof row.variant === 'string')?.variant;
  const found = own.length > 1 ? `报${own.length}条` : '报';
  const kind = typeof variant === 'string' ? `，变体“${variant}”` : '';
  return typeof first.message === 'string' ? `${found}${kind}：“${first.message}”` : `${found}${kind}。`;
}
