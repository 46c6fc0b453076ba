import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { BarChart } from './chart-parts';
import { onceNear, StackedQuarters } from './stacked-quarters';
import type { QuarterBar } from './stacked-quarters-config';

const bar = (label: string, answered: number): QuarterBar => ({
  label,
  title: label,
  parts: [answered],
  waitSeconds: 10,
  before: null,
});

/** A page whose sizes never change. */
class StillObserver implements ResizeObserver {
  observe(): void {
    return;
  }
  unobserve(): void {
    return;
  }
  disconnect(): void {
    return;
  }
}

/** As much of a pen as chart.js asks for where there is no screen. */
const penOf = (canvas: HTMLCanvasElement): unknown =>
  new Proxy(
    { canvas },
    {
      get: (pen, name) => {
        if (name === 'canvas') return pen.canvas;
        return name === 'measureText' ? () => ({ width: 10 }) : () => undefined;
      },
      set: () => true,
    },
  );

describe('the chart of the day on the page', () => {
  beforeEach(() => {
    globalThis.ResizeObserver = StillObserver;
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
      this: HTMLCanvasElement,
    ) {
      return penOf(this) as ReturnType<HTMLCanvasElement['getContext']>;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is one chart object, updated in place and destroyed once', async () => {
    const update = jest.spyOn(BarChart.prototype, 'update');
    const destroy = jest.spyOn(BarChart.prototype, 'destroy');
    const fixture = TestBed.createComponent(StackedQuarters);
    fixture.componentRef.setInput('bars', [bar('8:00', 5)]);
    fixture.componentRef.setInput('parts', [{ label: 'décrochés', token: '--accent', texture: 'plain' }]);
    fixture.componentRef.setInput('words', {
      waitLabel: '',
      callsLabel: '',
      formatNumber: String,
      formatSeconds: String,
    });
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await fixture.whenStable();
    const canvas = (fixture.nativeElement as HTMLElement).querySelector('canvas');
    const chart = BarChart.getChart(canvas ?? '');
    const datasets = chart?.data.datasets[0];
    const before = update.mock.calls.length;

    for (let minute = 1; minute <= 50; minute += 1) {
      fixture.componentRef.setInput('bars', [bar('8:00', 5), bar('8:15', minute)]);
      await fixture.whenStable();
    }

    expect(Object.keys(BarChart.instances)).toHaveLength(1);
    expect(BarChart.getChart(canvas ?? '')).toBe(chart);
    expect(chart?.data.datasets[0]).toBe(datasets);
    expect(chart?.data.datasets[0]?.data).toEqual([5, 50]);
    expect(update.mock.calls.length - before).toBe(50);

    fixture.destroy();
    expect(destroy).toHaveBeenCalledTimes(1);
    expect(Object.keys(BarChart.instances)).toHaveLength(0);
  });
});

describe('what is heavy and below the screen', () => {
  const observers: { readonly seen: (isNear: boolean) => void; isObserving: boolean }[] = [];

  beforeEach(() => {
    observers.length = 0;
    jest.useFakeTimers();
    globalThis.IntersectionObserver = class {
      private readonly entry;
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        this.entry = { seen: (isIntersecting: boolean) => tell([{ isIntersecting }]), isObserving: false };
        observers.push(this.entry);
      }
      observe(): void {
        this.entry.isObserving = true;
      }
      disconnect(): void {
        this.entry.isObserving = false;
      }
    } as unknown as typeof IntersectionObserver;
  });
  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'IntersectionObserver');
  });

  it('comes when it is nearly seen, or after ten seconds, once', () => {
    const work = jest.fn();
    onceNear(document.body, work);
    observers[0]?.seen(false);
    jest.advanceTimersByTime(5_000);
    expect(work).not.toHaveBeenCalled();
    observers[0]?.seen(true);
    jest.advanceTimersByTime(20_000);
    expect(work).toHaveBeenCalledTimes(1);
    expect(observers[0]?.isObserving).toBe(false);
    const other = jest.fn();
    onceNear(document.body, other);
    jest.advanceTimersByTime(11_500);
    expect(other).toHaveBeenCalledTimes(1);
  });

  it('does not come to who has left', () => {
    const work = jest.fn();
    onceNear(document.body, work)();
    jest.advanceTimersByTime(20_000);
    expect([work.mock.calls.length, observers[0]?.isObserving]).toEqual([0, false]);
  });
});
