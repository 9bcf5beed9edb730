import type { Manifest } from '../lake/manifest.ts';
import type { RunFacts } from '../ledger/event.ts';

/** A thing of which two runs of one day were not made alike. */
export interface MadeOf {
  readonly what: 'files' | 'policy' | 'settings' | 'program' | 'check';
  /** The regulation's or the check's id; for files the first that came since. */
  readonly names: readonly string[];
}

/** What a run was made of and a later one was not, as far as it wrote it down. */
export function whatDiffers(then: RunFacts, now: RunFacts, manifests: readonly Manifest[], knownAt: string | null): readonly MadeOf[] {
  // Runs of format 1 wrote nothing of this down.
  if (then.program === '') return [];
  const packs = [...new Set([...Object.keys(then.packs), ...Object.keys(now.packs)])].filter(
    (pack) => then.packs[pack] !== now.packs[pack],
  );
  const versions = new Map(now.checks.map(({ check, version }) => [check, version]));
  const checks = then.checks.filter(({ check, version }) => versions.get(check) !== version).map(({ check }) => check);
  const added = now.checks.filter(({ check }) => !then.checks.some((own) => own.check === check)).map(({ check }) => check);
  const all: MadeOf[] = [
    ...(then.manifests === now.manifests ? [] : [{ what: 'files' as const, names: filesSince(then, now, manifests, knownAt) }]),
    ...(packs.length === 0 ? [] : [{ what: 'policy' as const, names: packs }]),
    ...(then.settings === now.settings ? [] : [{ what: 'settings' as const, names: [] }]),
    ...(then.program === now.program ? [] : [{ what: 'program' as const, names: [then.program, now.program] }]),
    ...(checks.length + added.length === 0 ? [] : [{ what: 'check' as const, names: [...checks, ...added] }]),
  ];
  return all;
}

/** Files for that day, or earlier ones, that came after the run. None: what had come before was accepted or read anew. */
const filesSince = (then: RunFacts, { as_of }: RunFacts, manifests: readonly Manifest[], knownAt: string | null): string[] => [
  ...new Set(
    manifests.flatMap((manifest) =>
      manifest.kind === 'import' && manifest.id > then.lake && (knownAt === null || manifest.received_at <= knownAt)
        ? manifest.sources.filter(({ data_date }) => data_date <= as_of).map(({ file }) => file)
        : [],
    ),
  ),
];
