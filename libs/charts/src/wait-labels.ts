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
      for (const index of peaksOf(this.bars)) {
        const [element, bar] = [elements[index], this.bars[index]];
        if (element === undefined || bar === undefined) continue;
        const x = Math.max(chartArea.left + edgePx, Math.min(chartArea.right - edgePx, element.x));
        ctx.fillText(look.formatSeconds(bar.waitSeconds ?? 0), x, element.y - 3);
      }
      ctx.restore();
    },
  };

  show(bars: readonly QuarterBar[], look: StackedQuartersLook): void {
    this.bars = bars;
    this.look = look;
  }
}
