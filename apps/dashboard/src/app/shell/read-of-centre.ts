import { computed, inject, resource, type Signal } from '@angular/core';

import { addressOf, askServer, failureOf, type AskFailure } from './ask-server';
import { readAnswer, type Check } from './read-answer';
import { Tenants } from './tenants';

/** What was read of the centre that the page shows. */
export type ReadOfCentre<T> = Readonly<{
  isReading: Signal<boolean>;
  /** Null before it was read, and where it could not be. */
  value: Signal<T | null>;
  failure: Signal<AskFailure | null>;
  reload: () => void;
}>;

/** Reads an address of the centre that is chosen: once, for each centre anew, and again when told to. Injects. */
export function readOfCentre<T>(address: string, isAnswer: Check<T>): ReadOfCentre<T> {
  const tenants = inject(Tenants);
  const read = resource({
    params: () => ({ tenant: tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(isAnswer, await askServer(addressOf(address, params), { signal: abortSignal })),
  });
  return {
    isReading: read.isLoading,
    value: computed(() => (read.hasValue() ? read.value() : null)),
    failure: computed(() => {
      const error = read.error();
      return error === undefined ? null : failureOf(error);
    }),
    reload: () => void read.reload(),
  };
}
