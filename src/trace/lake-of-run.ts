import type { Check } from '../checks/definition.ts';
import type { Engine } from '../engine/engine.ts';
import { prepareCalendar } from '../lake/calendar-relation.ts';
import type { ImportManifest } from '../lake/manifest.ts';
import { ManifestLog } from '../lake/manifest.ts';
import { buildMarts, datasetsFor, martsFor } from '../lake/marts.ts';
import { LakeViews } from '../lake/views.ts';
import type { RunEvent } from '../ledger/event.ts';
import { createCountyRelations } from '../pipelines/context.ts';
import { prepareStaging } from '../staging/stage.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { tracedTables } from './used-columns.ts';

/** What a trace asks of the marts, whatever was checked. */
const traced = 'select * from current_classes join vanished_students join class_names join grade_numbers join current_students';

/** Opens the lake as a run saw it: what had come by then, as of its day. Returns the imports that it knew. */
export async function openLakeOfRun(
  engine: Engine,
  workspace: Workspace,
  event: RunEvent,
  check: Check,
): Promise<readonly ImportManifest[]> {
  const manifests = new ManifestLog(workspace.path('lake')).read().filter(({ id }) => id <= event.lake);
  await prepareStaging(engine);
  const views = new LakeViews(engine, workspace.path('lake'), manifests, { asOf: event.as_of, knownAt: null });
  await views.create(new Set([...datasetsFor([traced]), ...tracedTables(check).map(({ id }) => id), 'calendar']));
  await createCountyRelations(engine, workspace.settings);
  await prepareCalendar(engine, workspace.settings, event.as_of);
  await buildMarts(engine, martsFor([traced]), event.as_of);
  return manifests.filter((manifest) => manifest.kind === 'import');
}
