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
import type { Chart } from 'chart.js';

import { PointedBand } from './pointed-band';
import { resolveColour, texture, type TextureKind } from './texture';
import {
  stackedQuartersConfig,
  type QuarterBar,
  type QuartersConfig,
  type StackedQuartersLook,
} from './stacked-quarters-config';
import { WaitLabels } from './wait-labels';

/** A part of the bars: its name, the page's token for its colour, and its texture. */
export type QuarterPart = { readonly label: string; readonly token: string; readonly texture: TextureKind };

/** Words and formats of the chart, in the language of the page. */
export type QuarterWords = Pick<
  StackedQuartersLook,
  'waitLabel' | 'callsLabel' | 'formatNumber' | 'formatSeconds'
>;

type QuartersChart = Chart<'bar', (number | null)[], string>;
type ChartMaker = new (canvas: HTMLCanvasElement, config: QuartersConfig) => QuartersChart;

/**
 * The day by quarter hour: stacked parts, with the wait of 9 in 10 in a strip beneath. One chart object lives as long
 * as the component and is updated in place. The canvas is hidden from screen readers: the page gives the sentence and
 * the table beside it.
 */
@Component({
  selector: 'vg-stacked-quarters',
  host: {
    'aria-hidden': 'true',
    '[class.opens]': 'opens()',
    '(pointerdown)': 'press()',
    '(click)': 'choose()',
  },
  styles: `
    :host {
      position: relative;
      display: block;
      height: 290px;
      font-size: 12px;
    }
    :host(.opens) {
      cursor: pointer;
    }
  `,
  template: `<canvas #canvas></canvas>`,
})
export class StackedQuarters {
  readonly bars = input.required<readonly QuarterBar[]>();
  readonly parts = input.required<readonly QuarterPart[]>();
  readonly words = input.required<QuarterWords>();
  /** Changes when the page's colours do; the tokens are then read again. */
  readonly theme = input('');

  /** Whether a bar opens something when it is chosen. */
  readonly opens = input(false);

  /** Which bar is pointed at; null: none. */
  readonly pointed = output<number | null>();
  /** Which bar was chosen: one that was pointed at before it was pressed, so that a first touch only points. */
  readonly chosen = output<number>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly maker = signal<ChartMaker | null>(null);
  private readonly labels = new WaitLabels();
  private readonly band = new PointedBand((index) => {
    this.pointed.emit(index);
  });
  private chart: QuartersChart | null = null;
  private pressed: number | null = null;

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
    // The chart is the heaviest part of the page: where it is not near the screen, everything else comes first.
    afterNextRender(() => {
      stopWaiting = onceNear(this.canvas().nativeElement, load);
    });
    afterRenderEffect(() => {
      this.draw(this.maker());
    });
  }

  protected press(): void {
    this.pressed = this.band.index;
  }

  protected choose(): void {
    const { index } = this.band;
    if (this.opens() && index !== null && index === this.pressed) this.chosen.emit(index);
  }

  private draw(Maker: ChartMaker | null): void {
    const look = this.look();
    const config = stackedQuartersConfig(this.bars(), look);
    this.labels.show(this.bars(), look);
    this.band.paint(look.colours.band);
    // Without a pen there is nothing to draw on; the sentence and the table remain.
    if (Maker === null || this.canvas().nativeElement.getContext('2d') === null) return;
    if (this.chart === null) {
      const plugins = [this.band.plugin, this.labels.plugin];
      this.chart = new Maker(this.canvas().nativeElement, { ...config, plugins });
    } else this.update(this.chart, config);
  }

  private update(chart: QuartersChart, config: QuartersConfig): void {
    chart.data.labels = config.data.labels ?? [];
    config.data.datasets.forEach((fresh, index) => {
      const kept = chart.data.datasets[index];
      if (kept === undefined) chart.data.datasets.push(fresh);
      else Object.assign(kept, fresh);
    });
    if (config.options !== undefined) chart.options = config.options;
    chart.update('none');
  }

  private look(): StackedQuartersLook {
    this.theme();
    const host = this.canvas().nativeElement.parentElement ?? document.body;
    const colour = (token: string): string => resolveColour(host, token);
    const surface = colour('--surface');
    return {
      ...this.words(),
      series: this.parts().map((part) => ({
        label: part.label,
        fill: texture(part.texture, colour(part.token), surface),
      })),
      colours: {
        muted: colour('--muted'),
        grid: colour('--line'),
        surface,
        wait: colour('--strip'),
        before: colour('--lane'),
        beforeEdge: colour('--edge'),
        band: colour('--accent-bg'),
      },
      font: getComputedStyle(host).fontFamily,
      fontPx: parseFloat(getComputedStyle(host).fontSize) || 12,
    };
  }
}

/** Whoever leaves a page alone has all of it at last: the server may be away when it is scrolled. */
const allInMs = 10_000;

/**
 * Calls back once, when the browser has nothing better to do and the element is within half a screen of being seen, or
 * ten seconds have gone by; returns what takes that back.
 */
export function onceNear(element: Element, work: () => void): () => void {
  if (typeof IntersectionObserver === 'undefined') return onceIdle(work);
  let stopWaiting = (): void => undefined;
  const begin = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    stopWaiting = onceIdle(work);
  };
  const observer = new IntersectionObserver(
    (seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) begin();
    },
    { rootMargin: '50%' },
  );
  const timer = setTimeout(begin, allInMs);
  observer.observe(element);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
    stopWaiting();
  };
}

/** Calls back once the browser has nothing better to do, within a second; returns what takes that back. */
export function onceIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work);
    return () => {
      clearTimeout(timer);
    };
  }
  const handle = requestIdleCallback(work, { timeout: 1000 });
  return () => {
    cancelIdleCallback(handle);
  };
}
