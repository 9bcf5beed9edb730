import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { policyHeading } from '../policy/basis.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { dataNotes } from './data-notes.ts';
import type { Inspection } from './inspection.ts';

/**
 * Makes `policies_in_use` (a row per regulation by which schools are judged, the workspace's own first, with how many schools) and
 * `data_notes` (what readers must know of the data and the settings before they trust a number, a sentence each).
 */
export async function createPolicyRelations(
  engine: Engine,
  workspace: Workspace,
  inspection: Inspection,
  asOf: string,
  today: string,
): Promise<void> {
  const { policy, schools } = inspection;
  const packs = policy.inUse().map((pack) => ({
    policy_id: pack.id,
    title: pack.title,
    short_title: pack.shortTitle,
    document_number: pack.unverified.includes('document_number') ? null : pack.documentNumber,
    heading: policyHeading(pack),
    schools: schools.filter((schoolCode) => policy.packFor(schoolCode) === pack).length,
  }));
  const columns = {
    policy_id: 'varchar',
    title: 'varchar',
    short_title: 'varchar',
    document_number: 'varchar',
    heading: 'varchar',
    schools: 'integer',
  };
  await createTableFromRows(engine, 'policies_in_use', columns, packs);
  const notes = await dataNotes(engine, workspace.settings, inspection, asOf, today);
  await createTableFromRows(engine, 'data_notes', { note: 'varchar', kind: 'varchar' }, notes);
}
