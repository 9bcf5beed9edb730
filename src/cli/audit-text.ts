import type { AccessFault, AccessVerdict } from '../privacy/access-audit.ts';
import type { AccessLine } from '../privacy/access-log.ts';
import { textTable } from './text-table.ts';

const faultTexts: Readonly<Record<Exclude<AccessFault, 'lost'>, string>> = {
  unreadable: '读不出来：被改坏了，或者写到一半时断电、程序被结束',
  changed: '的内容被改过：与它自己的校验值对不上',
  order: '接不上前一行：它前面有行被删去、插入或调换了次序',
};

const advice = '请不要改动 logs/access.jsonl，留作证据，并从最近的备份里找出原来的日志比对。';

/** What `heji audit verify` found wrong. */
export function faultText({ fault, firstBad, lines, missing }: AccessVerdict): string {
  if (fault === null) return '';
  if (fault !== 'lost') return `访问日志第 ${firstBad} 行（共 ${lines} 行）${faultTexts[fault]}。${advice}`;
  const { head, where } = missing!;
  return `访问日志里找不到 ${where} 留下的校验值 ${head}：日志末尾被截掉了，或者从某一行起被整个改写（现有 ${lines} 行，行与行之间接得上）。${advice}`;
}

export function soundText({ lines, head, isEndNoted }: AccessVerdict, compared: number): string {
  return [`访问日志完整，共 ${lines} 行，没有被改动、删去、插入或调换的行。`, `末行校验值 ${head}`, endText(compared, isEndNoted)].join(
    '\n',
  );
}

function endText(compared: number, isEndNoted: boolean): string {
  const runs = compared === 0 ? '' : `与 ${compared} 处留下的校验值相符；`;
  if (isEndNoted) return `${runs}末行与旁边记下的校验值（logs/access.head）相符，末尾没有被截掉。`;
  return `${runs}旁边没有记下末行的校验值，此后的行是否被截掉看不出来；可用 --head 写上报表页脚的校验值。`;
}

export function accessTable(lines: readonly { readonly number: number; readonly line: AccessLine | null }[]): string {
  return textTable(
    ['行', '开始时间', '用户', '操作', '条数', '批准文号', '理由'],
    lines.map(({ number, line }) =>
      line === null
        ? [number, '（读不出来）', '', '', '', '', '']
        : [number, line.at, line.who, line.action, line.rows, line.approval ?? '', line.reason ?? ''],
    ),
  );
}
