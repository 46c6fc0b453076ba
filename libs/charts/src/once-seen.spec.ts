import { afterEach, describe, expect, it } from '@jest/globals';

import { onceSeen } from './once-seen';

type Seen = (entries: readonly { readonly isIntersecting: boolean }[]) => void;

describe('what is drawn only when it is seen', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'IntersectionObserver');
  });

  it('waits until the element comes near the screen, and is called once', () => {
    let tell: Seen = () => undefined;
    let watching = true;
    class FakeObserver {
      constructor(seen: Seen) {
        tell = seen;
      }
      observe(): void {
        watching = true;
      }
      disconnect(): void {
        watching = false;
      }
    }
    Object.assign(globalThis, { IntersectionObserver: FakeObserver });
    let times = 0;
    onceSeen(document.body, () => (times += 1));
    tell([{ isIntersecting: false }]);
    expect([times, watching]).toEqual([0, true]);
    tell([{ isIntersecting: true }]);
    expect([times, watching]).toEqual([1, false]);
  });

  it('does not wait where the browser cannot tell', () => {
    let times = 0;
    onceSeen(document.body, () => (times += 1));
    expect(times).toBe(1);
  });
});
