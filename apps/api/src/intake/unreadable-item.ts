import type { RejectionCode } from '@vigie/contracts';

import type { ReadEvent } from './read-event';

/** Stands in a list of items for something that is not even JSON. */
export class UnreadableItem {
  constructor(
    private readonly code: RejectionCode,
    private readonly message: string,
    /** As much of it as is worth keeping. */
    readonly text: string,
  ) {}

  toRead(): ReadEvent & { readonly ok: false } {
    return { ok: false, rejection: { id: null, code: this.code, message: this.message } };
  }
}
