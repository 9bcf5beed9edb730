import { UsageFailure } from '../failure.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type AcceptManifest, type Manifest, ManifestLog } from './manifest.ts';
import { type SelectedSubmission, Selection } from './selection.ts';

/** All dates lie before it. */
const endOfTime = '9999-12-31';

/** 疑似不完整 submissions that wait for `heji accept`: a school's newest one, held back. By school. */
export function heldSubmissions(manifests: readonly Manifest[]): SelectedSubmission[] {
  const selection = new Selection(manifests, { asOf: endOfTime, knownAt: null });
  const newest = new Map(
    selection.submissions
      .filter((submission) => submission.datasets.includes('students'))
      .map((submission) => [submission.school_code, submission]),
  );
  return [...newest.values()]
    .filter((submission) => !selection.isEffective(submission))
    .sort((a, b) => (a.school_code < b.school_code ? -1 : 1));
}

/**
 * Makes a held submission count from now on: the user vouches for it. `which`: its id or its school's code. `receivedAt`: 'YYYY-MM-DD HH:MM:SS'.
 * @throws UsageFailure when nothing of that name is held; it says what is. BusyFailure when another process committed first.
 */
export function acceptSubmission(workspace: Workspace, which: string, receivedAt: string): SelectedSubmission {
  const log = new ManifestLog(workspace.path('lake'));
  const { manifests, nextId } = log.readState();
  const held = heldSubmissions(manifests);
  const submission = held.find(({ id, school_code }) => id === which || school_code === which);
  if (!submission) throw new UsageFailure(`没有扣住的报送“${which}”。${heldText(held)}`);
  const manifest: AcceptManifest = {
    kind: 'accept',
    id: nextId,
    received_at: receivedAt,
    submission: submission.id,
  };
  log.commit(manifest);
  return submission;
}

const heldText = (held: readonly SelectedSubmission[]): string =>
  held.length === 0
    ? '现在没有扣住的报送。'
    : `现在扣住的有：${held.map(({ school_code, id }) => `${school_code}（报送 ${id}）`).join('、')}。`;
