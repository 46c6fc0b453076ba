import { computed, inject, resource, type Signal } from '@angular/core';

import { addressOf, askServer, figuresFailureOf, loadedShareOf, type FiguresFailure } from './ask-server';
import { readAnswer, type Check } from './read-answer';
import { Tenants } from './tenants';

/** What was read of the centre that the page shows. */
export type ReadOfCentre<T> = Readonly<{
  isReading: Signal<boolean>;
  /** Null before it was read, and where it could not be. */
  value: Signal<T | null>;
  failure: Signal<FiguresFailure | null>;
  /** How much of a past that is being loaded is there, of 1. */
  share: Signal<number>;
  reload: () => void;
  /** Changes something at an address of the centre and reads again; the answer, unread. Throws as {@link askServer}. */
  change: (path: string, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', body?: unknown) => Promise<unknown>;
}>;

type Choices = Readonly<Record<string, string | null>>;

/**
 * Reads an address of the centre that is chosen: once, for each centre and whatever else is chosen anew, and again when
 * told to. Injects.
 */
export function readOfCentre<T>(
  address: string,
  isAnswer: Check<T>,
  choices: () => Choices = () => ({}),
): ReadOfCentre<T> {
  const tenants = inject(Tenants);
  const read = resource({
    params: () => ({ ...choices(), tenant: tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(isAnswer, await askServer(addressOf(address, params), { signal: abortSignal })),
  });
  return {
    isReading: read.isLoading,
    value: computed(() => (read.hasValue() ? read.value() : null)),
    failure: computed(() => {
      const error = read.error();
      return error === undefined ? null : figuresFailureOf(error);
    }),
    share: computed(() => loadedShareOf(read.error())),
    reload: () => void read.reload(),
    change: async (path, method, body) => {
      const answer = await askServer(addressOf(path, { tenant: tenants.chosen() }), { method, body });
      read.reload();
      return answer;
    },
  };
}
