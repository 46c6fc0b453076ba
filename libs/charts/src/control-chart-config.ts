import type { Plugin } from 'chart.js';

import type { ChartLook, DrawnConfig } from './drawn-chart';
import { lines, type DrawnLine, type LineDot } from './drawn-line';

/** One step of a course; null where there is no figure. */
export type ControlPoint = {
  readonly label: string;
  readonly value: number | null;
  /** Of the time before, from which the usual range is taken. */
  readonly before: boolean;
  readonly signal: boolean;
  /** The letter by which the page tells of a signal; null: none. */
  readonly letter: string | null;
};

/** A course with its usual range, by the words of the page. Lines that are null are not drawn. */
export type ControlShape = {
  readonly points: readonly ControlPoint[];
  /** Stretches that are a signal together: bracketed beneath the course. */
  readonly spans: readonly { readonly first: number; readonly last: number; readonly letter: string }[];
  readonly centre: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What stands above the usual range. */
  readonly rangeLabel: string;
  readonly limit: number | null;
  readonly limitLabel: string;
  /** Top of the axis at the least. */
  readonly atLeast: number;
  readonly format: (value: number) => string;
};

const steps = [1, 2, 2.5, 5, 10] as const;

/** A round number that some four lines of an axis up to `highest` stand apart. */
export function axisStep(highest: number): number {
  if (!(highest > 0)) return 1;
  const raw = highest / 4;
  const scale = 10 ** Math.floor(Math.log10(raw));
  return (steps.find((step) => step * scale >= raw) ?? 10) * scale;
}

/** Top of the axis: above the highest of what is drawn, on a round line. */
export function axisTop({ points, high, limit, atLeast }: ControlShape): number {
  const values = points.map(({ value }) => value ?? 0);
  const highest = Math.max(atLeast, high ?? 0, limit ?? 0, ...values);
  const step = axisStep(highest);
  // A little air above the highest point, where its letter stands.
  return Math.ceil((highest * 1.04) / step) * step;
}

const series = (shape: ControlShape, before: boolean): (number | null)[] =>
  shape.points.map((point) => (point.before === before ? point.value : null));

const crowdedFrom = 120;

/** The time before, pale; then the course itself, its signals as triangles. */
function courses(shape: ControlShape, look: ChartLook): readonly DrawnLine[] {
  const [ink, edge, act, ground] = [
    look.colour('--ink'),
    look.colour('--edge'),
    look.colour('--alarm'),
    look.colour('--surface'),
  ];
  const common = { stepped: false, ground };
  const isCrowded = shape.points.length > crowdedFrom;
  const plain = (fill: string, radius: number): LineDot | null =>
    isCrowded ? null : { shape: 'circle', radius, fill };
  return [
    { ...common, values: series(shape, true), colour: edge, width: 1, dot: () => plain(edge, 1.8) },
    {
      ...common,
      values: series(shape, false),
      colour: ink,
      width: 1.5,
      dot: (index) =>
        shape.points[index]?.signal === true ? { shape: 'triangle', radius: 7, fill: act } : plain(ink, 2.6),
    },
  ];
}

/** The usual range behind the course, and the limit. */
function ground(shape: ControlShape, look: ChartLook): Plugin<'bar'> {
  return {
    id: 'ground',
    beforeDatasetsDraw: ({ ctx, chartArea: { left, right }, scales: { y } }) => {
      if (y === undefined) return;
      const line = (value: number, token: string, dash: number[]): void => {
        const at = y.getPixelForValue(value);
        ctx.beginPath();
        ctx.setLineDash(dash);
        ctx.strokeStyle = look.colour(token);
        ctx.moveTo(left, at);
        ctx.lineTo(right, at);
        ctx.stroke();
      };
      ctx.save();
      ctx.lineWidth = 1;
      if (shape.low !== null && shape.high !== null) {
        const top = y.getPixelForValue(shape.high);
        ctx.fillStyle = look.colour('--lane');
        ctx.fillRect(left, top, right - left, y.getPixelForValue(shape.low) - top);
        line(shape.high, '--edge', [1, 3]);
        line(shape.low, '--edge', [1, 3]);
      }
      if (shape.centre !== null) line(shape.centre, '--muted', []);
      if (shape.limit !== null) line(shape.limit, '--alarm', [5, 4]);
      ctx.restore();
    },
  };
}

/** A bracket beneath each stretch that is a signal as a whole. */
function brackets(shape: ControlShape, look: ChartLook): Plugin<'bar'> {
  return {
    id: 'brackets',
    afterDatasetsDraw: ({ ctx, chartArea, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = look.colour('--ink');
      ctx.fillStyle = look.colour('--ink');
      ctx.font = `600 ${look.fontPx}px ${look.font}`;
      ctx.textAlign = 'center';
      for (const { first, last, letter } of shape.spans) {
        const values = shape.points.slice(first, last + 1).flatMap(({ value }) => value ?? []);
        const lowest = y.getPixelForValue(Math.min(...values, y.max));
        const foot = Math.min(chartArea.bottom - look.fontPx - 4, lowest + 14);
        const [start, end] = [x.getPixelForValue(first), x.getPixelForValue(last)];
        ctx.beginPath();
        ctx.moveTo(start, foot - 5);
        ctx.lineTo(start, foot);
        ctx.lineTo(end, foot);
        ctx.lineTo(end, foot - 5);
        ctx.stroke();
        ctx.fillText(letter, (start + end) / 2, foot + look.fontPx + 2);
      }
      ctx.restore();
    },
  };
}

/** Words at the lines, and letters at the signals. */
function labels(shape: ControlShape, look: ChartLook): Plugin<'bar'> {
  return {
    id: 'labels',
    afterDatasetsDraw: ({ ctx, chartArea, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      const write = (text: string, from: number, at: number, token: string): void => {
        ctx.lineWidth = 4;
        ctx.strokeStyle = look.colour('--surface');
        ctx.strokeText(text, from, at);
        ctx.fillStyle = look.colour(token);
        ctx.fillText(text, from, at);
      };
      ctx.save();
      ctx.font = `${look.fontPx - 0.5}px ${look.font}`;
      ctx.lineJoin = 'round';
      const left = chartArea.left + 4;
      if (shape.high !== null) write(shape.rangeLabel, left, y.getPixelForValue(shape.high) - 5, '--muted');
      if (shape.limit !== null) write(shape.limitLabel, left, y.getPixelForValue(shape.limit) - 5, '--alarm');
      ctx.font = `600 ${look.fontPx}px ${look.font}`;
      shape.points.forEach(({ letter, value }, index) => {
        if (letter !== null && value !== null)
          write(letter, x.getPixelForValue(index) + 10, y.getPixelForValue(value) - 2, '--ink');
      });
      ctx.restore();
    },
  };
}

/**
 * A course over time against its usual range: the time before pale, signals as triangles with a letter. Pure: the same
 * shape and look give the same picture.
 */
export function controlChartConfig(shape: ControlShape, look: ChartLook): DrawnConfig {
  const top = axisTop(shape);
  const ticks = { color: look.colour('--muted'), font: { family: look.font, size: look.fontPx } };
  return {
    type: 'bar',
    data: {
      labels: shape.points.map(({ label }) => label),
      // What is pointed at is found by it; what is seen are the lines.
      datasets: [{ data: shape.points.map(() => 0) }],
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { right: 14, top: 6 } },
      scales: {
        x: {
          grid: { display: false },
          border: { color: look.colour('--line') },
          ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 18 },
        },
        y: {
          min: 0,
          max: top,
          grid: { color: look.colour('--line') },
          border: { display: false },
          ticks: { ...ticks, stepSize: axisStep(top), callback: (value) => shape.format(Number(value)) },
        },
      },
    },
    plugins: [ground(shape, look), lines(courses(shape, look)), brackets(shape, look), labels(shape, look)],
  };
}
