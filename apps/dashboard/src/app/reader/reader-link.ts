import { computed, inject, resource, Service, signal } from '@angular/core';
import type { ReaderAnswer, ReportDocument } from '@vigie/contracts';

import { reportBlockShape } from '../satisfaction/report-answers';
import { askServer, failureOf, ServerSaidNo, type AskFailure } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { readerAnswersShape, readerFrameShape } from './reader-answers';

/** What a reader says to a report. */
export type ReaderSays =
  | { readonly kind: 'received' }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'accepted' | 'refused'; readonly actionId: string };

/** What the link of a report opens. */
export type OpenedReport = {
  readonly report: ReportDocument;
  readonly centre: string;
  readonly expiresAt: string;
  readonly openActions: readonly string[];
  readonly sheetWaits: number | null;
};

const kept = 'vigie.reader';

/**
 * The token of a letter's link. It stands behind the `#`, is taken out of the address, and goes along in the body of each
 * question; it is kept for this tab alone, so that the page can be read again.
 */
@Service()
export class ReaderToken {
  readonly text = tokenOfAddress();
}

/** The link of a letter, as it opens a report. */
@Service()
export class ReaderLink {
  private readonly token = inject(ReaderToken).text;
  private readonly read = resource({
    loader: async ({ abortSignal }) => {
      const body = { token: this.token };
      const answer = await askServer('/api/v1/reader/open', { method: 'POST', body, signal: abortSignal });
      return readAnswer(readerFrameShape, answer);
    },
  });
  private readonly told = signal<readonly ReaderAnswer[] | null>(null);
  private readonly frame = computed(() => (this.read.hasValue() ? this.read.value() : null));

  readonly opened = computed<OpenedReport | null>(() => {
    const frame = this.frame();
    if (frame === null) return null;
    const pages = frame.report.pages.map((page) => ({
      ...page,
      // A block of a kind we cannot draw is left out: the server may be newer than the page.
      blocks: page.blocks.filter(reportBlockShape),
    }));
    return { ...frame, report: { ...frame.report, pages } };
  });
  /** All that this reader has said. */
  readonly answers = computed(() => this.told() ?? this.frame()?.answers ?? []);
  readonly failure = computed<AskFailure | null>(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });

  /** Null when it was taken, else why not. */
  async say(said: ReaderSays): Promise<AskFailure | 'tooMany' | null> {
    try {
      const body = { token: this.token, ...said };
      const answer = await askServer('/api/v1/reader/answers', { method: 'POST', body });
      this.told.set(readAnswer(readerAnswersShape, answer));
      return null;
    } catch (error) {
      return error instanceof ServerSaidNo && error.status === 409 ? 'tooMany' : failureOf(error);
    }
  }
}

function tokenOfAddress(): string {
  const { hash, pathname, search } = globalThis.location;
  const token = hash.slice(1);
  if (token === '') return keptToken();
  globalThis.history.replaceState(globalThis.history.state, '', pathname + search);
  try {
    sessionStorage.setItem(kept, token);
  } catch {
    // Where nothing may be kept, the letter's link opens it again.
  }
  return token;
}

function keptToken(): string {
  try {
    return sessionStorage.getItem(kept) ?? '';
  } catch {
    return '';
  }
}
