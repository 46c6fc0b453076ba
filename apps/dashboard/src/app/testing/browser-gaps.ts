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

const never = (query: string): MediaQueryList =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

/** What jsdom has not: sizes that change, media queries, popovers; and canvases, which stay without a pen. */
export function fillBrowserGaps(): void {
  globalThis.ResizeObserver = StillObserver;
  globalThis.matchMedia = never;
  HTMLCanvasElement.prototype.getContext = () => null;
  const shown = new WeakSet<Element>();
  Object.assign(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      shown.add(this);
    },
    hidePopover(this: HTMLElement) {
      shown.delete(this);
    },
    matches(this: HTMLElement, selector: string) {
      return selector === ':popover-open' ? shown.has(this) : Element.prototype.matches.call(this, selector);
    },
  });
}
