import { loadChecks } from '../checks/catalogue.ts';
import { loadPipeline, pipelineIds } from '../pipelines/declaration.ts';
import type { ScheduledPipeline } from './agenda.ts';
import { cronFields } from './bell.ts';

/** The pipelines of these names, all of them without any. @throws UsageFailure for one that does not exist */
export function scheduledPipelines(ids: readonly string[]): ScheduledPipeline[] {
  const checks = loadChecks();
  return (ids.length === 0 ? pipelineIds() : [...new Set(ids)]).map((id) => {
    const { title, cron, catch_up, max_minutes } = loadPipeline(id, checks);
    return { id, title, cron: cronFields(cron), catchUp: catch_up, maxMinutes: max_minutes };
  });
}
