const samplesKept = 12;

/**
 * Adds what one frame says about the difference between the server's clock and ours, in ms. A frame is always seen
 * after it was stamped, so the largest of the last samples is the one that travelled least and is nearest to true.
 */
export function withSample(samples: readonly number[], stampedAt: number, seenAt: number): readonly number[] {
  return [...samples, stampedAt - seenAt].slice(-samplesKept);
}

/** The best estimate of server time minus ours; 0 before the first sample. */
export const serverOffset = (samples: readonly number[]): number =>
  samples.length === 0 ? 0 : Math.max(...samples);
