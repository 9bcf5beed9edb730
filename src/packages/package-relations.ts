import type { Engine } from '../engine/engine.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createPackageItems } from './package-items.ts';
import { createSchoolNotices, type EarlierRun } from './school-notices.ts';

/**
 * Makes `package_items`, `school_notices` and `school_unchecked`, what the schools' packages of a run say, from the run's own relations. Kept with the run: answers
 * are compared with what was sent, and packages that are rendered again are the same.
 *
 * @param earlier all runs of the ledger, oldest first.
 */
export async function createPackageRelations(
  engine: Engine,
  workspace: Workspace,
  run: { readonly run: string; readonly asOf: string },
  earlier: readonly EarlierRun[],
): Promise<void> {
  await createPackageItems(engine, workspace);
  await createSchoolNotices(engine, workspace, run, earlier);
}
