import type { Plugin } from 'chart.js';

import type { QuarterBar, StackedQuartersLook } from './stacked-quarters-config';

const labelEvery = 4;
const edgePx = 14;

/** The longest wait of each hour: labels of others would touch. */
export function peaksOf(bars: readonly QuarterBar[]): readonly number[] {
  const peaks: number[] = [];
  for (let from = 0; from < bars.length; from += labelEvery) {
    const hour = bars.slice(from, from + labelEvery).map(({ waitSeconds }) => waitSeconds ?? -1);
    const longest = Math.max(...hour);
    if (longest > 0) peaks.push(from + hour.indexOf(longest));
  }
  return peaks;
}

/** A label in its place: where its middle is, and how wide it is. */
type Placed = { readonly index: number; readonly x: number; readonly width: number; readonly wait: number };

const gapPx = 4;

/** Those that touch no longer wait's label: of two that would, the longer wait is told. */
export function apart(labels: readonly Placed[]): readonly Placed[] {
  const kept: Placed[] = [];
  for (const label of labels.toSorted((a, b) => b.wait - a.wait)) {
    const touches = kept.some(({ x, width }) => Math.abs(x - label.x) < (width + label.width) / 2 + gapPx);
    if (!touches) kept.push(label);
  }
  return kept;
}

/** Writes waits above their bars, in the last dataset of the chart: what was shown last. */
export class WaitLabels {
  private bars: readonly QuarterBar[] = [];
  private look: StackedQuartersLook | null = null;

  readonly plugin: Plugin<'bar'> = {
    id: 'waitLabels',
    afterDatasetsDraw: (chart) => {
      const { look } = this;
      if (look === null) return;
      const { ctx, chartArea, data } = chart;
      const elements = chart.getDatasetMeta(data.datasets.length - 1).data;
      ctx.save();
      ctx.font = `${Math.round(look.fontPx * 0.9)}px ${look.font}`;
      ctx.fillStyle = look.colours.muted;
      ctx.textAlign = 'center';
      const textOf = (index: number): string => look.formatSeconds(this.bars[index]?.waitSeconds ?? 0);
      const labels = peaksOf(this.bars).flatMap((index) => {
        const element = elements[index];
        if (element === undefined) return [];
        const x = Math.max(chartArea.left + edgePx, Math.min(chartArea.right - edgePx, element.x));
        const { width } = ctx.measureText(textOf(index));
        return [{ index, x, width, wait: this.bars[index]?.waitSeconds ?? 0 }];
      });
      for (const { index, x } of apart(labels)) ctx.fillText(textOf(index), x, (elements[index]?.y ?? 0) - 3);
      ctx.restore();
    },
  };

  show(bars: readonly QuarterBar[], look: StackedQuartersLook): void {
    this.bars = bars;
    this.look = look;
  }
}
