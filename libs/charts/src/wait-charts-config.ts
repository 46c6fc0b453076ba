import type { Plugin } from 'chart.js';

import { axisStep } from './control-chart-config';
import type { ChartLook, DrawnConfig } from './drawn-chart';
import { lines } from './drawn-line';

/** A line across the axis of waits, between two steps, with its words. */
export type WaitMark = { readonly at: number; readonly label: string; readonly strong: boolean };

/** Bars by step of wait; marks stand at steps, also between them. */
export type WaitBars = {
  readonly labels: readonly string[];
  readonly values: readonly number[];
  readonly marks: readonly WaitMark[];
  readonly token: string;
  readonly format: (value: number) => string;
};

/** A share that only rises, by step of wait. */
export type WaitCurve = Pick<WaitBars, 'labels' | 'values' | 'token' | 'format'> & {
  /** The step with a dot on it; null: none. */
  readonly dot: number | null;
};

const quiet = (look: ChartLook) => ({
  color: look.colour('--muted'),
  font: { family: look.font, size: look.fontPx },
});

function scalesOf(look: ChartLook, top: number, format: (value: number) => string) {
  return {
    x: {
      grid: { display: false },
      border: { color: look.colour('--line') },
      ticks: { ...quiet(look), maxRotation: 0, autoSkip: false },
    },
    y: {
      min: 0,
      max: top,
      grid: { color: look.colour('--line') },
      border: { display: false },
      ticks: {
        ...quiet(look),
        stepSize: top / 2,
        callback: (value: string | number) => format(Number(value)),
      },
    },
  };
}

function topOf(values: readonly number[]): number {
  const highest = Math.max(0, ...values);
  const step = axisStep(highest);
  return Math.max(step * 2, Math.ceil(highest / (2 * step)) * 2 * step);
}

/** Marks as lines from the foot up, each label on a line of its own so that none covers another. */
function marked(bars: WaitBars, look: ChartLook): Plugin<'bar'> {
  return {
    id: 'marks',
    afterDatasetsDraw: ({ ctx, chartArea, scales: { x } }) => {
      if (x === undefined) return;
      const width = (chartArea.right - chartArea.left) / Math.max(1, bars.labels.length);
      ctx.save();
      ctx.font = `${look.fontPx - 0.5}px ${look.font}`;
      bars.marks.forEach((mark, index) => {
        const at = Math.min(chartArea.right - 1, chartArea.left + mark.at * width);
        const top = chartArea.top + index * (look.fontPx + 4);
        const isRight = at + ctx.measureText(mark.label).width + 6 > chartArea.right;
        ctx.beginPath();
        ctx.setLineDash(mark.strong ? [] : [3, 3]);
        ctx.strokeStyle = look.colour('--ink');
        ctx.moveTo(at, top);
        ctx.lineTo(at, chartArea.bottom);
        ctx.stroke();
        ctx.textAlign = isRight ? 'right' : 'left';
        ctx.lineWidth = 4;
        ctx.strokeStyle = look.colour('--surface');
        ctx.setLineDash([]);
        ctx.strokeText(mark.label, at + (isRight ? -4 : 4), top + look.fontPx - 2);
        ctx.lineWidth = 1;
        ctx.fillStyle = look.colour('--muted');
        ctx.fillText(mark.label, at + (isRight ? -4 : 4), top + look.fontPx - 2);
      });
      ctx.restore();
    },
  };
}

const common = {
  animation: false,
  responsive: true,
  maintainAspectRatio: false,
  // The last label stands on the last tick, half of it beyond.
  layout: { padding: { right: 22 } },
} as const;

/** How many waited how long. Pure, as every configuration here. */
export function waitBarsConfig(bars: WaitBars, look: ChartLook): DrawnConfig {
  return {
    type: 'bar',
    data: {
      labels: [...bars.labels],
      datasets: [
        {
          data: [...bars.values],
          backgroundColor: look.colour(bars.token),
          barPercentage: 0.94,
          categoryPercentage: 0.98,
        },
      ],
    },
    options: { ...common, events: [], scales: scalesOf(look, topOf(bars.values), bars.format) },
    plugins: [marked(bars, look)],
  };
}

/** Which share would have hung up by then, were nobody answered: it steps up and never falls. */
export function waitCurveConfig(curve: WaitCurve, look: ChartLook): DrawnConfig {
  const colour = look.colour(curve.token);
  return {
    type: 'bar',
    data: { labels: [...curve.labels], datasets: [{ data: curve.values.map(() => 0) }] },
    options: { ...common, events: [], scales: scalesOf(look, topOf(curve.values), curve.format) },
    plugins: [
      lines([
        {
          values: curve.values,
          colour,
          width: 2,
          stepped: true,
          ground: look.colour('--surface'),
          dot: (index) => (index === curve.dot ? { shape: 'circle', radius: 4, fill: colour } : null),
        },
      ]),
    ],
  };
}
