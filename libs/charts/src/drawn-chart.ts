import {
  afterNextRender,
  afterRenderEffect,
  Component,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { Chart, ChartConfiguration } from 'chart.js';

import { onceIdle } from './stacked-quarters';
import { resolveColour } from './texture';

export type DrawnConfig = ChartConfiguration<'bar', number[], string>;
type Drawn = Chart<'bar', number[], string>;
type ChartMaker = new (canvas: HTMLCanvasElement, config: DrawnConfig) => Drawn;

/** What a chart is painted with on the page it stands on. */
export type ChartLook = {
  /** The colour a token of the page stands for now. */
  readonly colour: (token: string) => string;
  readonly font: string;
  readonly fontPx: number;
};

/**
 * A chart of lines or bars that is made anew when what it shows changes. The canvas is hidden from screen readers: the
 * page gives the sentence and the table beside it.
 */
@Component({
  selector: 'vg-drawn-chart',
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      position: relative;
      display: block;
      min-width: 0;
      font-size: 12px;
    }
    canvas {
      position: absolute;
    }
  `,
  template: `<canvas
    #canvas
    (pointermove)="point($event)"
    (pointerleave)="pointed.emit(null)"
    (click)="choose($event)"
  ></canvas>`,
})
export class DrawnChart {
  readonly make = input.required<(look: ChartLook) => DrawnConfig>();
  /** Changes when the page's colours do; the tokens are then read again. */
  readonly theme = input('');

  /** Which step of the axis is pointed at; null: none. */
  readonly pointed = output<number | null>();
  /** Which step of the axis was chosen. */
  readonly chosen = output<number>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly maker = signal<ChartMaker | null>(null);
  private chart: Drawn | null = null;

  constructor() {
    let alive = true;
    let stopWaiting = (): void => undefined;
    inject(DestroyRef).onDestroy(() => {
      alive = false;
      stopWaiting();
      this.chart?.destroy();
      this.chart = null;
    });
    const load = (): void => {
      void import('./chart-parts').then(({ BarChart }) => {
        if (alive) this.maker.set(BarChart);
      });
    };
    afterNextRender(() => {
      stopWaiting = onceIdle(load);
    });
    afterRenderEffect(() => {
      this.draw(this.maker());
    });
  }

  protected point(event: PointerEvent): void {
    this.pointed.emit(this.stepAt(event));
  }

  protected choose(event: MouseEvent): void {
    const step = this.stepAt(event);
    if (step !== null) this.chosen.emit(step);
  }

  private stepAt(event: MouseEvent): number | null {
    const found = this.chart?.getElementsAtEventForMode(
      event,
      'index',
      { intersect: false, axis: 'x' },
      true,
    );
    return found?.[0]?.index ?? null;
  }

  private draw(Maker: ChartMaker | null): void {
    this.theme();
    const canvas = this.canvas().nativeElement;
    const host = canvas.parentElement ?? document.body;
    const style = getComputedStyle(host);
    const config = this.make()({
      colour: (token) => resolveColour(host, token),
      font: style.fontFamily,
      fontPx: parseFloat(style.fontSize) || 12,
    });
    // Without a pen there is nothing to draw on; the sentence and the table remain.
    if (Maker === null || canvas.getContext('2d') === null) return;
    this.chart?.destroy();
    this.chart = new Maker(canvas, config);
  }
}
