import type { AliasKey } from '../ledger/alias.ts';

const hexDigits = 12;

/** What ties an answer to the line that was sent: nobody without the workspace's key can make one. */
export interface ReplyKey {
  readonly run: string;
  readonly number: string;
  readonly seal: string;
}

/** The text of the hidden column: <run>|<number>|<seal>. */
export const replyKeyText = (key: AliasKey, run: string, number: string, schoolCode: string): string =>
  `${run}|${number}|${sealOf(key, run, number, schoolCode)}`;

/** Null: nothing that was ever written there. */
export function parseReplyKey(text: string): ReplyKey | null {
  const [run, number, seal, ...rest] = text.trim().split('|');
  if (run === undefined || number === undefined || seal === undefined || rest.length > 0) return null;
  return /^[0-9a-f]{12}$/.test(seal) ? { run, number, seal } : null;
}

/** Whether the line was made by this workspace, for this school. */
export const isGenuine = (key: AliasKey, { run, number, seal }: ReplyKey, schoolCode: string): boolean =>
  seal === sealOf(key, run, number, schoolCode);

const sealOf = (key: AliasKey, run: string, number: string, schoolCode: string): string =>
  key.hash('reply', `${run}|${number}|${schoolCode}`).slice('reply:'.length, 'reply:'.length + hexDigits);
