import type { Engine } from '../engine/engine.ts';
import type { LakeViews } from '../lake/views.ts';
import { createImportTables } from '../returns/import-tables.ts';

/** Makes `imports` and `import_issues` of the receipts after `since` (an import's id; null: all). */
export const createImportRelations = (engine: Engine, { selection }: LakeViews, since: string | null): Promise<void> =>
  createImportTables(
    engine,
    selection,
    selection.imports.filter((manifest) => since === null || manifest.id > since),
  );
