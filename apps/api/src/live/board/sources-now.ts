import type { Instant } from '@vigie/calls';
import type { SourceView } from '@vigie/contracts';
import { centreDayOf, minuteMs, zoneOf } from '@vigie/metrics';

import type { BoardCall } from './board-call';
import type { BoardSettings } from './board-settings';
import { CallsOfSources } from './calls-of-sources';
import { toSourceView } from './sources';
import type { SourceState } from './sources';
import { expectedCalls, weekHoursOf } from './usual-rhythm';
import type { PastHour, WeekHours } from './usual-rhythm';

const heldMs = 60_000;

/** The telephone systems of a board, and since when one of them is silent; a silence that ended is held for a minute. */
export type Hearing = { readonly sources: readonly SourceView[]; readonly silentSince: Instant | null };

/** The telephone systems as they are now, judged by their usual rhythm. */
export class SourcesNow {
  private readonly calls = new CallsOfSources();
  private states: readonly SourceState[] = [];
  private week: WeekHours = [];
  private past: readonly PastHour[] = [];
  private readonly silence = new Silence();
  private known: { readonly now: Instant; readonly hearing: Hearing } | undefined;

  constructor(private settings: BoardSettings) {}

  configure(settings: BoardSettings): void {
    this.settings = settings;
    this.learn(this.past);
  }

  /** Takes all of them as they are now. */
  hear(states: readonly SourceState[]): void {
    this.states = states;
    this.known = undefined;
  }

  /** Takes a call that one of them told of. */
  put(call: BoardCall): void {
    this.calls.put(call);
    this.known = undefined;
  }

  /** Takes the calls of the last weeks, hour by hour. */
  learn(past: readonly PastHour[]): void {
    this.past = past;
    this.week = weekHoursOf(past, zoneOf(this.settings.timezone));
    this.known = undefined;
  }

  /** All that are shown. */
  at(now: Instant): Hearing {
    if (this.known?.now !== now) {
      const sources = this.states.flatMap((state) => toSourceView(state, this.listening(now)) ?? []);
      this.known = { now, hearing: { sources, silentSince: this.silence.since(sources, now) } };
    }
    return this.known.hearing;
  }

  private listening(now: Instant) {
    const { clinics, source, timezone, dayStartMinute } = this.settings;
    return {
      now,
      dayStart: centreDayOf(now, timezone, dayStartMinute).start,
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

/**
 * The telephone systems that told of the calls of a narrower board. Whether one is silent is a fact about it, and judged
 * once, by all calls of the tenant; when it was heard last is told to the minute, since others' calls are heard as well.
 */
export class SourcesOfScope {
  private readonly told = new Set<string>();
  private readonly silence = new Silence();

  constructor(private readonly all: Pick<SourcesNow, 'at'>) {}

  put({ source }: BoardCall): void {
    this.told.add(source);
  }

  at(now: Instant): Hearing {
    const own = this.all.at(now).sources.filter(({ id }) => this.told.has(id));
    const sources = own.map((view) => ({ ...view, lastEventAt: toMinute(view.lastEventAt) }));
    return { sources, silentSince: this.silence.since(sources, now) };
  }
}

class Silence {
  private held: { readonly since: Instant; readonly lastAt: Instant } | null = null;

  since(sources: readonly SourceView[], now: Instant): Instant | null {
    if (this.held !== null && now - this.held.lastAt >= heldMs) this.held = null;
    if (sources.some(({ silent }) => silent)) this.held = { since: this.held?.since ?? now, lastAt: now };
    return this.held?.since ?? null;
  }
}

function toMinute(at: Instant | null): Instant | null {
  return at === null ? null : Math.floor(at / minuteMs) * minuteMs;
}
