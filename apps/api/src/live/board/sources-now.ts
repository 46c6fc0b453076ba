import type { Instant } from '@vigie/calls';
import type { SourceView } from '@vigie/contracts';
import { zoneOf } from '@vigie/metrics';

import type { BoardSettings } from './board-settings';
import { CallsOfSources } from './calls-of-sources';
import { toSourceView } from './sources';
import type { SourceState } from './sources';
import { expectedCalls, weekHoursOf } from './usual-rhythm';
import type { PastHour, WeekHours } from './usual-rhythm';

const heldMs = 60_000;

/** The telephone systems as they are now, judged by their usual rhythm. */
export class SourcesNow {
  readonly calls = new CallsOfSources();
  states: readonly SourceState[] = [];
  private week: WeekHours = [];
  private past: readonly PastHour[] = [];
  private silence: { readonly since: Instant; readonly lastAt: Instant } | null = null;

  constructor(private settings: BoardSettings) {}

  configure(settings: BoardSettings): void {
    this.settings = settings;
    this.learn(this.past);
  }

  /** Takes the calls of the last weeks, hour by hour. */
  learn(past: readonly PastHour[]): void {
    this.past = past;
    this.week = weekHoursOf(past, zoneOf(this.settings.timezone));
  }

  /** All that are shown, and since when one is silent; a silence that ended is held for a minute. */
  at(now: Instant): { readonly sources: readonly SourceView[]; readonly silentSince: Instant | null } {
    const sources = this.states.flatMap((state) => toSourceView(state, this.listening(now)) ?? []);
    if (this.silence !== null && now - this.silence.lastAt >= heldMs) this.silence = null;
    if (sources.some(({ silent }) => silent))
      this.silence = { since: this.silence?.since ?? now, lastAt: now };
    return { sources, silentSince: this.silence?.since ?? null };
  }

  private listening(now: Instant) {
    const { clinics, source } = this.settings;
    return {
      now,
      covered: clinics.length === 0 || clinics.some((clinic) => clinic.covered.isOpen(now)),
      toldOf: (id: string) => this.calls.latestAt(id),
      silentAfterMs: (id: string) => source(id).silentAfterMs,
      expectedSince: (id: string, since: Instant) => this.expectedSince(id, { from: since, to: now }),
    };
  }

  private expectedSince(id: string, span: { readonly from: Instant; readonly to: Instant }): number {
    const usual = expectedCalls(this.week, zoneOf(this.settings.timezone), span);
    if (usual !== null) return usual * this.calls.shareOf(id);
    return this.calls.paceOf(id) * (span.to - span.from);
  }
}
