import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { WaitingLane } from './waiting-lane';

const now = 1_800_000_000_000;

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

const railX = (fixture: ComponentFixture<WaitingLane>): string[] =>
  [...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>('.rail')].map(
    (rail) => rail.style.transform,
  );

describe('a waiting lane', () => {
  let fixture: ComponentFixture<WaitingLane>;

  beforeEach(async () => {
    globalThis.ResizeObserver = StillObserver;
    fixture = TestBed.createComponent(WaitingLane);
    fixture.componentRef.setInput('marks', [{ id: 'w', since: now - 20_000, label: '', hollow: false }]);
    fixture.componentRef.setInput('lines', { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 });
    fixture.componentRef.setInput('now', now);
    fixture.componentRef.setInput('sentence', 'Imagerie : 1 patient en attente, 20 s.');
    await fixture.whenStable();
  });

  it('moves a mark to the right as the clock goes on, by the same element', async () => {
    const mark = (fixture.nativeElement as HTMLElement).querySelector('.rail');
    expect(railX(fixture)).toEqual(['translateX(25%)']);
    fixture.componentRef.setInput('now', now + 40_000);
    await fixture.whenStable();
    expect(railX(fixture)).toEqual(['translateX(50%)']);
    expect((fixture.nativeElement as HTMLElement).querySelector('.rail')).toBe(mark);
  });

  it('changes its shape beyond the limit', async () => {
    fixture.componentRef.setInput('now', now + 101_000);
    await fixture.whenStable();
    expect((fixture.nativeElement as HTMLElement).querySelector('i')?.className).toBe('act');
  });

  it('is one sentence for a screen reader', () => {
    const lane = fixture.nativeElement as HTMLElement;
    expect([lane.getAttribute('role'), lane.getAttribute('aria-label')]).toEqual([
      'img',
      'Imagerie : 1 patient en attente, 20 s.',
    ]);
  });
});
