import type { WriteSheet } from 'hucre/xlsx';
import type { Area } from './area.ts';
import { type Chart, chartFills, type Series } from './chart.ts';
import type { PlacedChart } from './sheet.ts';
import { absoluteRange, quoted } from './workbook-ranges.ts';

type SheetChart = NonNullable<WriteSheet['charts']>[number];

/** With more points than these their numbers would stand one on another. */
const mostLabelled = { bar: 24, column: 8, line: 6 } as const;

/** A chart as the library takes it. */
export function toSheetChart({ chart, area }: PlacedChart): SheetChart {
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
    series: chart.series.map((series) => toSeries(chart, series)),
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

function toSeries(chart: Chart, { title, values, fill }: Series): SheetChart['series'][number] {
  const range = (cells: Area): string => (chart.sheet === undefined ? '' : `${quoted(chart.sheet)}!`) + absoluteRange(cells);
  const color = chartFills[fill];
  const points = values.toRow - values.fromRow + 1;
  return {
    name: title,
    values: range(values),
    categories: range(chart.categories),
    color,
    // A line of one point is only its mark.
    ...(chart.kind === 'line' && { stroke: { width: 2 }, marker: { symbol: 'circle', size: 5, fill: color, line: color } }),
    // A 0 needs no label: there is nothing to be seen of it.
    ...(points <= mostLabelled[chart.kind] && {
      dataLabels: { showValue: true, numberFormat: { formatCode: '0;;', sourceLinked: false }, fontSize: 9 },
    }),
  };
}
