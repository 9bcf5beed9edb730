import { relative } from 'node:path';
import type { RenderedReport } from '../pipelines/report.ts';

/** What is said of workbooks that were open in WPS or Excel, so that theirs stayed as it was; empty: none was. */
export function openReportText(reports: readonly Pick<RenderedReport, 'file' | 'wanted'>[], folder: string): string {
  return reports
    .filter(({ file, wanted }) => file !== wanted)
    .map(
      ({ file, wanted }) =>
        `${relative(folder, wanted)} 正被 WPS 或 Excel 打开，没有动它，那里面还是以前的内容；这次的报表写在 ${relative(folder, file)}。`,
    )
    .join('\n');
}
