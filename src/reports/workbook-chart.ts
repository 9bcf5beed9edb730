import type { WriteSheet } from 'hucre/xlsx';
import { chartFills } from './chart.ts';
import type { PlacedChart } from './sheet.ts';
import { absoluteRange } from './workbook-ranges.ts';

/** A chart as the library takes it. */
export function toSheetChart({ chart, area }: PlacedChart): NonNullable<WriteSheet['charts']>[number] {
  const categories = absoluteRange(chart.categories);
  return {
    type: chart.kind,
    title: chart.title,
    titleFontSize: 11,
    titleBold: true,
    altText: chart.title,
    anchor: { from: { row: area.fromRow, col: area.fromColumn }, to: { row: area.toRow + 1, col: area.toColumn + 1 } },
    barGrouping: chart.stacked ? 'stacked' : 'clustered',
    ...(chart.stacked ? { overlap: 100 } : { overlap: 0 }),
    gapWidth: 50,
    legend: 'bottom',
    legendFontSize: 9,
    chartSpaceBorderColor: '8C8C8C',
    chartSpaceFillColor: 'FFFFFF',
    series: chart.series.map((series) => ({
      name: series.title,
      values: absoluteRange(series.values),
      categories,
      color: chartFills[series.fill],
      // A 0 needs no label: there is nothing to be seen of it.
      dataLabels: { showValue: true, numberFormat: { formatCode: '0;;', sourceLinked: false }, fontSize: 9 },
    })),
    axes: {
      x: { labelFontSize: 9, majorTickMark: 'none', minorTickMark: 'none', ...(chart.kind === 'bar' && { reverse: true }) },
      y: {
        labelFontSize: 9,
        gridlines: { major: true },
        majorTickMark: 'none',
        minorTickMark: 'none',
        scale: { min: 0 },
        numberFormat: { formatCode: '0' },
      },
    },
  };
}
