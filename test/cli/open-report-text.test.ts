import { describe, expect, it } from 'vitest';
import { openReportText } from '../../src/cli/open-report-text.ts';

const report = (file: string) => ({ wanted: '/w/outbox/1/周检.xlsx', file });

describe('a report whose workbook was open', () => {
  it('is said to be under its second name, the first one left as it was', () => {
    expect(openReportText([report('/w/outbox/1/周检(2).xlsx')], '/w')).toBe(
      'outbox/1/周检.xlsx 正被 WPS 或 Excel 打开，没有动它，那里面还是以前的内容；这次的报表写在 outbox/1/周检(2).xlsx。',
    );
  });

  it('is not mentioned when it was not', () => {
    expect(openReportText([report('/w/outbox/1/周检.xlsx')], '/w')).toBe('');
    expect(openReportText([], '/w')).toBe('');
  });
});
