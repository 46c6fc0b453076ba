/** How far outside the screen an element may be and already be made ready. */
const margin = '160px';

/**
 * Calls back once, when the element is on the screen or nearly; at once where the browser cannot tell. Returns what
 * stops the watching.
 */
export function onceSeen(element: Element, seen: () => void): () => void {
  if (typeof IntersectionObserver === 'undefined') {
    seen();
    return () => undefined;
  }
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      seen();
    },
    { rootMargin: margin },
  );
  observer.observe(element);
  return () => {
    observer.disconnect();
  };
}
