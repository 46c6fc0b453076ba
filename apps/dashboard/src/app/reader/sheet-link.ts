import { computed, inject, resource, Service } from '@angular/core';
import type { ReaderSheet } from '@vigie/contracts';

import { askServer, failureOf, ServerSaidNo, type AskFailure } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { readerSheetShape } from './reader-answers';
import { ReaderToken } from './reader-link';

const root = '/api/v1/reader/sheet';

/** The link of a letter, as it opens the clinic's sheet. */
@Service()
export class SheetLink {
  private readonly token = inject(ReaderToken).text;
  private readonly read = resource({
    loader: async ({ abortSignal: signal }) => {
      const body = { token: this.token };
      return readAnswer(readerSheetShape, await askServer(root, { method: 'POST', body, signal }));
    },
  });

  readonly opened = computed<ReaderSheet | null>(() => (this.read.hasValue() ? this.read.value() : null));
  readonly failure = computed<AskFailure | null>(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });

  /** Null when it was taken, else why not; with another version than was read, that one is read. */
  async approve(version: number, name: string): Promise<AskFailure | 'changed' | null> {
    try {
      const body = { token: this.token, version, name };
      this.read.set(
        readAnswer(readerSheetShape, await askServer(`${root}/approve`, { method: 'POST', body })),
      );
      return null;
    } catch (error) {
      if (!(error instanceof ServerSaidNo) || error.status !== 409) return failureOf(error);
      this.read.reload();
      return 'changed';
    }
  }
}
