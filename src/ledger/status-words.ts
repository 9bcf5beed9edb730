import type { FindingStatus } from './event.ts';

/** What the statuses are called, in the order of a finding's life. */
export const statusWords: Readonly<Record<FindingStatus, string>> = {
  new: '新增',
  persisting: '持续',
  reopened: '反弹',
  'not-submitted': '未报送',
  waived: '已豁免',
  explained: '已说明',
  closed: '已销号',
  ended: '已了结',
};
