import { createHash } from 'node:crypto';
import type { Manifest } from '../lake/manifest.ts';
import type { Horizon } from '../lake/selection.ts';
import type { RunFacts } from '../ledger/event.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { version } from '../version.ts';
import type { Settings } from '../workspace/settings.ts';

/** What a run was made of, beside its checks, as far as two runs can be told apart by it. */
export type Fingerprints = Pick<RunFacts, 'manifests' | 'packs' | 'settings' | 'program'>;

/** `packs`: the regulations by which schools were judged. What came for later days, or was not known yet, is not in the fingerprint of the lake. */
export const fingerprintsOf = (
  manifests: readonly Manifest[],
  packs: readonly PolicyPack[],
  settings: Settings,
  horizon: Horizon,
): Fingerprints => ({
  manifests: digest(manifests.flatMap((manifest) => counting(manifest, horizon))),
  packs: Object.fromEntries(packs.map((pack) => [pack.id, digest({ ...pack, checks: [...pack.checks] })])),
  settings: digest(settings),
  program: version,
});

/** Of a manifest what counts at the horizon, without where files lay. */
function counting(manifest: Manifest, { asOf, knownAt }: Horizon): object[] {
  if (knownAt !== null && manifest.received_at > knownAt) return [];
  if (manifest.kind === 'accept') return [{ accepted: manifest.submission }];
  const sources = manifest.sources.filter(({ data_date }) => data_date <= asOf);
  if (sources.length === 0) return [];
  return [
    {
      id: manifest.id,
      staging: manifest.staging_version,
      sources: sources.map(({ source, dataset, sha256, sheet, data_date, columns, loaded }) => [
        source,
        dataset,
        sha256,
        sheet,
        data_date,
        columns,
        loaded,
      ]),
      submissions: manifest.submissions.filter(({ data_date }) => data_date <= asOf).map(({ id, held }) => [id, held]),
    },
  ];
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
