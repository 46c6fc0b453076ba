import type { Instant } from '@vigie/calls';

/** Length of a bucket of the rollup: a quarter of an hour, aligned on UTC. */
export const bucketMs = 900_000;

/** Start of the bucket that holds an instant. */
export const bucketOf = (at: Instant): Instant => Math.floor(at / bucketMs) * bucketMs;

/** Whether an instant lies on the edge of a bucket: the only instants a range can begin or end at. */
export const isBucketEdge = (at: Instant): boolean => at % bucketMs === 0;
