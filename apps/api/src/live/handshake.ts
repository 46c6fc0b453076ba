import { liveProtocolVersion } from '@vigie/contracts';
import type { Instant } from '@vigie/calls';

/** Whether a client may go on: it speaks this version of the protocol, or does not say which it speaks. */
export function speaksOurProtocol(auth: { readonly protocol?: unknown }): boolean {
  return auth.protocol === undefined || auth.protocol === liveProtocolVersion;
}

/** Lets through what comes at a steady pace, and a little more at once. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly size: number,
    private readonly perMs: number,
    private filledAt: Instant,
  ) {
    this.tokens = size;
  }

  take(now: Instant): boolean {
    this.tokens = Math.min(this.size, this.tokens + Math.max(0, now - this.filledAt) * this.perMs);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
