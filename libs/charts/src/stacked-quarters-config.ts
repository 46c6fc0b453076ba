import type { ChartConfiguration } from 'chart.js';

/** One bar: its parts from the axis up, in the order of the series, and the wait of 9 in 10 beneath it. */
export type QuarterBar = {
  readonly label: string;
  readonly title: string;
  readonly parts: readonly number[];
  readonly waitSeconds: number | null;
};

export type Fill = string | CanvasPattern;

/** What the parts are called and painted with; the second sign beside colour is the texture of the fill. */
export type QuarterSeries = { readonly label: string; readonly fill: Fill };

export type ChartColours = { readonly muted: string; readonly grid: string; readonly surface: string; readonly wait: string };

export type StackedQuartersLook = {
  readonly series: readonly QuarterSeries[];
  readonly waitLabel: string;
  readonly colours: ChartColours;
  readonly font: string;
  readonly formatNumber: (value: number) => string;
  readonly formatSeconds: (seconds: number) => string;
};

export type QuartersConfig = ChartConfiguration<'bar', (number | null)[], string>;
type Dataset = QuartersConfig['data']['datasets'][number];

/** Both stacks take the whole width of their quarter: they stand one above the other, not side by side. */
const barShape = { barPercentage: 0.86, categoryPercentage: 0.94, grouped: false } as const;

function partDataset(bars: readonly QuarterBar[], look: StackedQuartersLook, index: number): Dataset {
  const series = look.series[index];
  return {
    ...barShape,
    label: series?.label ?? '',
    data: bars.map((bar) => bar.parts[index] ?? 0),
    backgroundColor: series?.fill ?? look.colours.muted,
    borderColor: look.colours.surface,
    borderWidth: { top: 1 },
    stack: 'parts',
    yAxisID: 'y',
  };
}

function waitDataset(bars: readonly QuarterBar[], look: StackedQuartersLook): Dataset {
  return {
    ...barShape,
    label: look.waitLabel,
    data: bars.map((bar) => bar.waitSeconds),
    backgroundColor: look.colours.wait,
    yAxisID: 'wait',
    stack: 'wait',
  };
}

const stripStepSeconds = 30;

/** Top of the strip of waits: the longest, rounded up to half a minute. */
function stripTop(bars: readonly QuarterBar[]): number {
  const longest = Math.max(0, ...bars.map((bar) => bar.waitSeconds ?? 0));
  return Math.max(1, Math.ceil(longest / stripStepSeconds)) * stripStepSeconds;
}

/** Scales: the parts in the upper four fifths, the waits in a strip beneath them, one axis of time for both. */
function scales(bars: readonly QuarterBar[], look: StackedQuartersLook): NonNullable<QuartersConfig['options']>['scales'] {
  const font = { family: look.font, size: 12 };
  const quiet = { color: look.colours.muted, font };
  return {
    x: { stacked: true, grid: { display: false }, border: { color: look.colours.grid }, ticks: { ...quiet, maxRotation: 0, autoSkipPadding: 14 } },
    wait: {
      stacked: true,
      stack: 'rows',
      stackWeight: 1,
      min: 0,
      max: stripTop(bars),
      grid: { color: look.colours.grid },
      border: { display: false },
      ticks: { ...quiet, stepSize: stripTop(bars), callback: (value) => (value === 0 ? '' : look.formatSeconds(Number(value))) },
    },
    y: {
      stacked: true,
      stack: 'rows',
      stackWeight: 4,
      grid: { color: look.colours.grid },
      border: { display: false },
      ticks: { ...quiet, maxTicksLimit: 5, precision: 0, callback: (value) => (value === 0 ? '' : look.formatNumber(Number(value))) },
    },
  };
}

/**
 * The whole configuration of the day's chart. Pure: the same bars and look give the same picture. The parts of a bar
 * add up to its height; a wait that is not known leaves a gap in the strip.
 */
export function stackedQuartersConfig(bars: readonly QuarterBar[], look: StackedQuartersLook): QuartersConfig {
  return {
    type: 'bar',
    data: {
      labels: bars.map((bar) => bar.label),
      datasets: [...look.series.map((_, index) => partDataset(bars, look, index)), waitDataset(bars, look)],
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: scales(bars, look) ?? {},
      plugins: {
        tooltip: {
          callbacks: {
            title: (items) => bars[items[0]?.dataIndex ?? -1]?.title ?? '',
            label: (item) =>
              `${item.dataset.label ?? ''} : ${
                item.dataset.yAxisID === 'wait' ? look.formatSeconds(item.parsed.y ?? 0) : look.formatNumber(item.parsed.y ?? 0)
              }`,
          },
        },
      },
    },
  };
}
