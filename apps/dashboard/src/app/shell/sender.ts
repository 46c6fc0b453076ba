import { signal, type Signal, type WritableSignal } from '@angular/core';

import { failureOf, ServerSaidNo, type AskFailure } from './ask-server';

/** Why a change was not made. */
export type ChangeFailure = AskFailure | 'invalid' | 'conflict';

/** What an error of a change means to whoever made it. */
export function changeFailureOf(error: unknown): ChangeFailure {
  if (error instanceof ServerSaidNo && error.status === 400) return 'invalid';
  if (error instanceof ServerSaidNo && error.status === 409) return 'conflict';
  return failureOf(error);
}

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

/** What stands in the fields of a form, by their names; the empty text where there is none. */
export function writtenIn(fields: FormData): (name: string) => string {
  return (name) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
}
