import type { Plugin } from 'chart.js';

/** Marks the bar that is pointed at with a band behind it, and tells which one it is whenever that changes. */
export class PointedBand {
  private shown: number | null = null;
  private colour = 'transparent';

  readonly plugin: Plugin<'bar'> = {
    id: 'pointedBand',
    afterEvent: (chart) => {
      const index = chart.getActiveElements()[0]?.index ?? null;
      if (index === this.shown) return;
      this.shown = index;
      this.tell(index);
    },
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const scale = scales['x'];
      if (this.shown === null || scale === undefined || scale.ticks.length === 0) return;
      const width = chartArea.width / Math.max(1, scale.max - scale.min + 1);
      ctx.save();
      ctx.fillStyle = this.colour;
      const x = scale.getPixelForValue(this.shown) - width / 2;
      ctx.fillRect(x, chartArea.top, width, chartArea.height);
      ctx.restore();
    },
  };

  constructor(private readonly tell: (index: number | null) => void) {}

  /** Which bar is pointed at; null: none. */
  get index(): number | null {
    return this.shown;
  }

  paint(colour: string): void {
    this.colour = colour;
  }
}
