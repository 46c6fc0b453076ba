import type { LiveSnapshot } from '@vigie/contracts';

import { addressOf, askServer, ServerSaidNo } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { pastBoardShape } from './past-answers';

/** Who steps on quickly asks once, for where they stop. */
const quietMs = 120;
const mostTries = 6;

/** The board as it was at an instant; comes back by itself while the server looks at too many moments at once. */
export async function readPastBoard(
  { at, tenant }: { readonly at: number; readonly tenant: string | null },
  signal: AbortSignal,
): Promise<LiveSnapshot> {
  const address = addressOf('/api/v1/live', { tenant, at: new Date(at).toISOString() });
  await pause(quietMs, signal);
  for (let tries = 1; ; tries += 1) {
    try {
      return readAnswer(pastBoardShape, await askServer(address, { signal }));
    } catch (error) {
      if (!(error instanceof ServerSaidNo) || error.status !== 429 || tries >= mostTries) throw error;
      await pause((error.retryAfterSeconds ?? 1) * 1000, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('another moment is looked at', 'AbortError'));
    });
  });
}
