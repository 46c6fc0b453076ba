/** Milliseconds since 1970, from the process's monotonic clock: what the programs here stamp events with. */
export const nowMs = (): number => Math.floor(performance.timeOrigin + performance.now());

/** Waits until `found` gives something, looking every `everyMs`; rejects after `forMs` and says what was awaited. */
export async function until<T>(
  what: string,
  found: () => Promise<T | undefined> | T | undefined,
  forMs = 60_000,
  everyMs = 25,
): Promise<T> {
  const end = performance.now() + forMs;
  for (;;) {
    const result = await found();
    if (result !== undefined) return result;
    if (performance.now() > end) throw new Error(`Waited ${forMs} ms in vain: ${what}`);
    await pause(everyMs);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
