import type { ChartConfiguration } from 'chart.js';

/** One bar: its parts from the axis up, in the order of the series, and the wait of 9 in 10 beneath it. */
export type QuarterBar = {
  readonly label: string;
  readonly title: string;
  readonly parts: readonly number[];
  readonly waitSeconds: number | null;
  /** How high the bar stood a week before; null when that is not known. */
  readonly before: number | null;
};

export type Fill = string | CanvasPattern;

/** What the parts are called and painted with; the second sign beside colour is the texture of the fill. */
export type QuarterSeries = { readonly label: string; readonly fill: Fill };

export type ChartColours = {
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly wait: string;
  readonly before: string;
  readonly beforeEdge: string;
  /** Behind the bar that is pointed at. */
  readonly band: string;
};

export type StackedQuartersLook = {
  readonly series: readonly QuarterSeries[];
  readonly waitLabel: string;
  /** The unit of the bars. */
  readonly callsLabel: string;
  readonly colours: ChartColours;
  readonly font: string;
  readonly fontPx: number;
  readonly formatNumber: (value: number) => string;
  readonly formatSeconds: (seconds: number) => string;
};

export type QuartersConfig = ChartConfiguration<'bar', (number | null)[], string>;
type Dataset = QuartersConfig['data']['datasets'][number];

/** Both stacks take the whole width of their quarter: they stand one above the other, not side by side. */
const barShape = {
  barPercentage: 0.86,
  categoryPercentage: 0.94,
  grouped: false,
  maxBarThickness: 72,
} as const;

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

/** Pale steps behind the parts, without gaps, so that they are taken for no part; their edge stands out from the page. */
function beforeDataset(bars: readonly QuarterBar[], { colours }: StackedQuartersLook): Dataset {
  return {
    barPercentage: 1,
    categoryPercentage: 1,
    grouped: false,
    data: bars.map(({ before }) => before),
    backgroundColor: colours.before,
    borderColor: colours.beforeEdge,
    borderWidth: { top: 1 },
    // Drawn first.
    order: 1,
    stack: 'before',
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

/** Tops that the axis of calls may have: it changes seldom, and then by much. */
const callTops = [10, 20, 40, 60, 80, 120, 160, 200, 300, 400, 600, 800, 1200, 1600, 2000] as const;

/** Top of the axis of calls: the least of the fixed tops that the highest bar stays under. */
function callTop(bars: readonly QuarterBar[]): number {
  const highest = Math.max(
    0,
    ...bars.map(({ parts, before }) =>
      Math.max(
        before ?? 0,
        parts.reduce((sum, part) => sum + part, 0),
      ),
    ),
  );
  return callTops.find((top) => highest <= top) ?? Math.ceil(highest / 1000) * 1000;
}

const stripStepSeconds = 30;

/** Top of the strip of waits: the longest, rounded up to half a minute. */
function stripTop(bars: readonly QuarterBar[]): number {
  const longest = Math.max(0, ...bars.map((bar) => bar.waitSeconds ?? 0));
  return Math.max(1, Math.ceil(longest / stripStepSeconds)) * stripStepSeconds;
}

type Scales = NonNullable<NonNullable<QuartersConfig['options']>['scales']>;
type Scale = NonNullable<Scales[string]>;

const quietTicks = (
  look: StackedQuartersLook,
): { color: string; font: { family: string; size: number } } => ({
  color: look.colours.muted,
  font: { family: look.font, size: look.fontPx },
});

/** Zero needs no label: it is the line itself. */
const labelled =
  (write: (value: number) => string) =>
  (value: string | number): string =>
    Number(value) === 0 ? '' : write(Number(value));

function waitScale(bars: readonly QuarterBar[]): Scale {
  const top = stripTop(bars);
  return {
    stacked: true,
    stack: 'rows',
    stackWeight: 1,
    min: 0,
    // Room for the label of the longest bar.
    max: top * 1.6,
    grid: { display: false },
    border: { display: false },
    // Its top stands where the zero of the calls does: the strip is labelled at its longest bar, see WaitLabels.
    ticks: { display: false },
  };
}

function callScale(bars: readonly QuarterBar[], look: StackedQuartersLook): Scale {
  const top = callTop(bars);
  return {
    stacked: true,
    stack: 'rows',
    stackWeight: 4,
    min: 0,
    max: top,
    title: { display: true, text: look.callsLabel, ...quietTicks(look) },
    grid: { color: look.colours.grid },
    border: { display: false },
    ticks: { ...quietTicks(look), stepSize: top / 2, callback: labelled(look.formatNumber) },
  };
}

/** The parts in the upper four fifths, the waits in a strip beneath them, one axis of time for both. */
const scales = (bars: readonly QuarterBar[], look: StackedQuartersLook): Scales => ({
  x: {
    stacked: true,
    grid: { display: false },
    border: { color: look.colours.grid },
    ticks: { ...quietTicks(look), maxRotation: 0, autoSkipPadding: 14 },
  },
  wait: waitScale(bars),
  y: callScale(bars, look),
});

/**
 * The whole configuration of the day's chart. Pure: the same bars and look give the same picture. The parts of a bar
 * add up to its height; a wait that is not known leaves a gap in the strip.
 */
export function stackedQuartersConfig(
  bars: readonly QuarterBar[],
  look: StackedQuartersLook,
): QuartersConfig {
  return {
    type: 'bar',
    data: {
      labels: bars.map((bar) => bar.label),
      datasets: [
        ...look.series.map((_, index) => partDataset(bars, look, index)),
        beforeDataset(bars, look),
        waitDataset(bars, look),
      ],
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: scales(bars, look),
    },
  };
}
