import { loadChecks } from '../checks/catalogue.ts';
import { loadPacks, policiesDir } from '../policy/load.ts';
import { checkPage } from './check-page.ts';
import { indexPage } from './index-page.ts';
import { policyPage } from './policy-page.ts';

/** Folders under docs/ that hold generated pages only. */
export const generatedFolders = ['检查', '规定'] as const;

/** Every generated page: its path under docs/ and its text. */
export function allPages(): ReadonlyMap<string, string> {
  const checks = loadChecks();
  const packs = loadPacks(policiesDir, checks);
  return new Map([
    ['检查/README.md', indexPage(checks, packs)],
    ...checks.map((check) => [`检查/${check.id}.md`, checkPage(check, packs)] as const),
    ...packs.ids.map((id) => [`规定/${id}.md`, policyPage(id, packs, checks)] as const),
  ]);
}
