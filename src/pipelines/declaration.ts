import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { assetPath, readAsset } from '../assets.ts';
import { findCheck } from '../checks/catalogue.ts';
import type { Check } from '../checks/definition.ts';
import { UsageFailure } from '../failure.ts';

const schema = z.strictObject({
  title: z.string(),
  /** When the scheduler rings. */
  cron: z.string(),
  zone: z.literal('Asia/Shanghai'),
  /** Of the times that passed while the machine was off: the newest only, or all, oldest first. */
  catch_up: z.enum(['newest', 'all']),
  /** A run that takes longer is ended. */
  max_minutes: z.number().int().positive(),
  /** Natural days: a school whose newest data is older has not reported for the period. */
  period_days: z.number().int().positive(),
  checks: z.array(z.string()).min(1),
  reports: z.array(z.string()),
});

/** What is checked and reported, and when. */
export interface Pipeline extends Omit<z.infer<typeof schema>, 'checks'> {
  readonly id: string;
  readonly checks: readonly Check[];
}

export const pipelineIds = (): string[] =>
  readdirSync(assetPath('pipelines'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();

/** What a pipeline is called; its id when it is not there any more. */
export const loadPipelineTitle = (id: string): string =>
  existsSync(assetPath('pipelines', `${id}.yaml`)) ? schema.parse(parse(readAsset('pipelines', `${id}.yaml`))).title : id;

/** @throws UsageFailure when there is no such pipeline. */
export function loadPipeline(id: string, checks: readonly Check[]): Pipeline {
  if (!existsSync(assetPath('pipelines', `${id}.yaml`))) {
    throw new UsageFailure(`没有流程“${id}”，可用：${pipelineIds().join('、')}。`);
  }
  const declared = schema.parse(parse(readAsset('pipelines', `${id}.yaml`)));
  return { ...declared, id, checks: declared.checks.map((check) => findCheck(checks, check)) };
}
