/** Checks that did not run at some schools. */
interface NotRun {
  readonly title: string;
  readonly status: string;
  readonly reason: string | null;
  readonly schools: number;
}

/** A line for each reason, with the checks that it kept from running. */
export function notRunLines(notRun: readonly NotRun[]): string[] {
  const titles = new Map<string, string[]>();
  for (const { status, reason, schools, title } of notRun) {
    const line = `${status === '出错' ? '【出错】' : ''}${reason ?? '没有记下原因'}（${schools} 所）`;
    titles.set(line, [...(titles.get(line) ?? []), title]);
  }
  return [...titles].map(([line, kept]) => `${line}：${namedTitles(kept)}`);
}

/** Beyond this many checks their number says more than their names. */
const mostNamed = 6;

const namedTitles = (titles: readonly string[]): string =>
  titles.length <= mostNamed ? titles.join('、') : `${titles.slice(0, mostNamed).join('、')} 等 ${titles.length} 项`;
