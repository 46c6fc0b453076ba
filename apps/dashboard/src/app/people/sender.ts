import { signal, type Signal, type WritableSignal } from '@angular/core';

import { changeFailureOf, type ChangeFailure } from './centre-people';

/** Sends the changes of one form or card, and knows whether one is on its way and why the last was not made. */
export type Sender = Readonly<{
  sending: Signal<boolean>;
  /** Null while nothing went wrong; a form sets it where it sends nothing at all. */
  failure: WritableSignal<ChangeFailure | null>;
  /** Does what sends; resolves also where it fails, which is then told by `failure`. */
  send: (work: () => Promise<void>) => Promise<void>;
}>;

/** A sender of its own; `failure` where it is to be forgotten with whatever the card shows. */
export function sender(failure: Sender['failure'] = signal<ChangeFailure | null>(null)): Sender {
  const sending = signal(false);
  const send: Sender['send'] = async (work) => {
    sending.set(true);
    failure.set(null);
    try {
      await work();
    } catch (error) {
      failure.set(changeFailureOf(error));
    } finally {
      sending.set(false);
    }
  };
  return { sending: sending.asReadonly(), failure, send };
}
