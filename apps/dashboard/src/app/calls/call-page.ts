import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CallLanes } from '@vigie/charts';
import type { CallExplanation } from '@vigie/contracts';

import { HistoryState } from '../history/history-state';
import { ReplayLink } from '../history/replay-link';
import { troubleOf } from '../history/history-store';
import { addressOf, askServer } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { callExplanationShape } from './call-answers';
import { CallStory } from './call-story';

/** The last second in which the caller waited: what was going on in the centre then is what the call met. */
function lastWaiting({ call }: CallExplanation): number {
  return Date.parse(call.arrivedAt) + Math.max(0, (call.waitMs ?? 0) - 1000);
}

const kindOrder = ['greeting', 'waiting', 'ringing', 'talking', 'held', 'wrapUp'] as const;

/** One call explained: its picture, what happened, and how it is counted, rule by rule. */
@Component({
  selector: 'vg-call-page',
  imports: [CallLanes, HistoryState, ReplayLink, RouterLink],
  styleUrl: './call-page.css',
  templateUrl: './call-page.html',
})
export class CallPage {
  readonly callId = input.required<string>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly story = inject(CallStory);

  protected readonly read = resource({
    params: () => ({ id: this.callId(), tenant: this.tenants.chosen() }),
    loader: async ({ params: { id, tenant }, abortSignal }) => {
      const address = addressOf(`/api/v1/calls/${encodeURIComponent(id)}`, { tenant });
      return readAnswer(callExplanationShape, await askServer(address, { signal: abortSignal }));
    },
  });
  protected readonly trouble = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : troubleOf(error);
  });
  protected readonly call = computed(() => (this.read.hasValue() ? this.read.value() : null));
  protected readonly told = computed(() => {
    const call = this.call();
    if (call === null) return null;
    return {
      title: this.story.title(call),
      about: this.story.about(call),
      waitingAt: lastWaiting(call),
      lanes: this.story.lanes(call),
      sum: this.story.sum(call),
      facts: call.facts.map((fact) => this.story.line(fact)),
      rules: call.counted.map((rule) => this.story.rule(rule)),
      anomalies: call.anomalies.join(', '),
      source: call.source,
    };
  });
  /** The kinds of pieces that the picture has, for its legend. */
  protected readonly kinds = computed(() => {
    const lanes = this.call()?.lanes ?? [];
    const found = new Set(lanes.flatMap(({ pieces }) => pieces.map(({ kind }) => kind)));
    return kindOrder.filter((kind) => found.has(kind));
  });
  protected readonly offset = (ms: number): string => this.formats.line(ms);

  constructor() {
    showPageName(() => this.told()?.title ?? this.words.t('history.title'));
  }

  protected pieceName(kind: (typeof kindOrder)[number]): string {
    return this.words.t(`history.pieces.${kind}`);
  }
}
