import { createHash } from 'node:crypto';
import { titleKeys } from '../intake/recognition/title.ts';
import type { LearnedTitle } from '../intake/recognition/title-index.ts';
import type { ReceivedSource } from './manifest.ts';

/**
 * What the learned titles say about a sheet's titles, as a fingerprint; '' when they say nothing. Differs from the one kept with the sheet
 * when something that concerns it was learned or forgotten since.
 */
export function learnedFingerprint(
  source: Pick<ReceivedSource, 'dataset' | 'columns' | 'unknown_titles'>,
  learned: readonly LearnedTitle[],
): string {
  const own = new Set([...Object.values(source.columns), ...source.unknown_titles].map((title) => titleKeys(title)[0]));
  const relevant = learned
    .filter((one) => one.dataset === source.dataset && own.has(titleKeys(one.title)[0]))
    .map((one) => JSON.stringify([titleKeys(one.title)[0], one.column]))
    .sort();
  return relevant.length === 0 ? '' : createHash('sha256').update(relevant.join('\n')).digest('hex').slice(0, 16);
}
