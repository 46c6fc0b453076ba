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
