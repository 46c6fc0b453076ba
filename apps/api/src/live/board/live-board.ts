import type { Instant } from '@vigie/calls';
import type { LiveState, RunningSatisfaction, SatisfactionView } from '@vigie/contracts';
import { centreDayOf } from '@vigie/metrics';

import type { StaffPlanDay } from '../../settings/staff-plan/staff-plan-store';
import type { AgentDay } from './agents';
import { AgentsNow } from './agents-now';
import type { BoardCall } from './board-call';
import { BoardEntries, toLiveState, type EntryChange } from './board-entries';
import type { BoardSettings, KnownNames } from './board-settings';
import { CallsToCome } from './calls-to-come';
import { CentreMap } from './centre-map';
import { Claims, type Claim } from './claims';
import { Concerns } from './concerns';
import { drawCentre, drawQuarters } from './draw-day';
import { drawClinics, drawTeams } from './draw-rows';
import { drawTotals } from './draw-totals';
import type { Drawing } from './drawing';
import { Figures, type FigureRules } from './figures';
import { SourcesNow } from './sources-now';
import type { SourceState } from './sources';
import { Staffing } from './staffing';
import { TroubleOrder } from './trouble-order';
import type { PastHour } from './usual-rhythm';
import { hasOverstayed, toWaitingView } from './waiting-now';

const notTold: RunningSatisfaction = {
  satisfied: null,
  n: null,
  fragile: false,
  suppressed: 'not_published',
};

/** What a board says of satisfaction before it has heard of any figure, and of any moment of the past. */
export const noSatisfaction: SatisfactionView = { today: notTold, month: notTold };

const minuteMs = 60_000;

/**
 * The live board of one centre: what is known now, kept up to date call by call. It reads no clock and no store; what
 * changed since the last look is handed out entry by entry, as absolute values.
 */
export class LiveBoard {
  private readonly entries = new BoardEntries();
  private readonly agents = new AgentsNow();
  private readonly sources: SourcesNow;
  private readonly claims = new Claims();
  private readonly troubles = new TroubleOrder();
  private readonly concerns = new Concerns();
  private planned: readonly StaffPlanDay[] = [];
  private staffing: Staffing;
  private satisfaction = noSatisfaction;
  private map: CentreMap;
  private figures: Figures;
  private readonly toCome = new CallsToCome();
  private drawnAt: Instant;
  private drawnMinute = -1;
  private everything = true;

  constructor(settings: BoardSettings, names: KnownNames, now: Instant) {
    this.drawnAt = now;
    this.map = new CentreMap(settings, names);
    this.figures = new Figures(this.dayOf(now), now, figureRulesOf(settings));
    this.sources = new SourcesNow(settings);
    this.staffing = new Staffing(settings, []);
  }

  /** Other settings or names: every row is drawn anew at the next refresh. */
  configure(settings: BoardSettings, names: KnownNames, now: Instant): void {
    this.map = new CentreMap(settings, names);
    this.figures = this.figures.ofDay(this.dayOf(now), now, figureRulesOf(settings));
    this.sources.configure(settings);
    this.staffing = new Staffing(settings, this.planned);
    this.everything = true;
  }

  /** Takes calls as they are now; a call that no longer matters to the day leaves. */
  applyCalls(calls: Iterable<BoardCall>): void {
    for (const call of calls) {
      this.sources.calls.put(call);
      if (!this.toCome.holds(call, this.drawnAt)) this.show(call);
    }
  }

  private show(call: BoardCall): void {
    this.figures.put(call);
    this.concerns.put(call);
  }

  /** Takes the days of secretaries as they are now. */
  applyAgents(days: Iterable<AgentDay>): void {
    for (const day of days) this.agents.put(day);
  }

  /** Takes all telephone systems as they are now. */
  applySources(states: readonly SourceState[]): void {
    this.sources.states = states;
  }

  /** Takes the plans imported for these days, and what calls usually come. */
  applyUsual(planned: readonly StaffPlanDay[], past: readonly PastHour[]): void {
    this.planned = planned;
    this.staffing = new Staffing(this.map.settings, planned);
    this.sources.learn(past);
  }

  /** Takes who said to deal with a clinic. */
  applyClaims(claims: Iterable<Claim>): void {
    for (const claim of claims) this.claims.put(claim);
  }

  /** Takes what is published of satisfaction now. */
  applySatisfaction(view: SatisfactionView): void {
    this.satisfaction = view;
  }

  /** Draws the board as of `now` and tells which entries are not what they were when this was last asked. */
  refresh(now: Instant): EntryChange[] {
    this.drawAt(now);
    return this.entries.takeChanges();
  }

  /** The whole state as of `now`; what it changes is still told by the next {@link refresh}. */
  view(now: Instant): LiveState {
    this.drawAt(now);
    return toLiveState(this.entries.all());
  }

  /** Everything drawn last, entry by entry. */
  drawn(): Iterable<EntryChange> {
    return this.entries.all();
  }

  /** Which try of its caller a call is, and whether the caller was reached after it. */
  storyOf(call: BoardCall): { readonly attempt: number | null; readonly recovered: boolean } {
    return this.figures.callers.storyOf(call);
  }

  private drawAt(now: Instant): void {
    this.drawnAt = now;
    for (const call of this.toCome.due(now)) this.show(call);
    if (now >= this.figures.day.end) this.beginDay(now);
    const minute = Math.floor(now / minuteMs);
    const drawing = this.drawingOf(now, minute !== this.drawnMinute);
    this.figures.roll(now);
    const moment = { now, today: this.figures.day.start };
    this.agents.draw(moment, this.map, drawing.everything || drawing.newMinute);
    this.draw(drawing);
    this.drawnMinute = minute;
    this.everything = false;
  }

  private drawingOf(now: Instant, newMinute: boolean): Drawing {
    const { map, figures, agents, entries, everything } = this;
    const { staffing, claims, troubles } = this;
    const heard = this.sources.at(now);
    const shown = [...figures.open.values()].filter(
      (call) => !hasOverstayed(call, call.queue && map.settings.queue(call.queue.id).timeoutMs, now),
    );
    return {
      now,
      map,
      figures,
      agents,
      shown,
      ...heard,
      staffing,
      claims,
      troubles,
      entries,
      everything,
      newMinute,
    };
  }

  private draw(drawing: Drawing): void {
    const { entries, figures, now, shown } = drawing;
    const waiting = shown.map((call) => toWaitingView(call, figures.callers.attemptOf(call), now));
    entries.putAll('waiting', new Map(waiting.map((view) => [view.id, view])));
    entries.putAll('sources', new Map(drawing.sources.map((view) => [view.id, view])));
    entries.putAll('agents', this.agents.views);
    entries.putAll('concerns', this.concerns.at(now));
    entries.putSingle('satisfaction', this.satisfaction);
    drawQuarters(drawing);
    drawClinics(drawing);
    drawTeams(drawing);
    drawTotals(drawing);
    drawCentre(drawing);
  }

  private dayOf(now: Instant) {
    return centreDayOf(now, this.map.settings.timezone, this.map.settings.dayStartMinute);
  }

  private beginDay(now: Instant): void {
    this.figures = this.figures.ofDay(this.dayOf(now), now);
    this.everything = true;
  }
}

function figureRulesOf({ lines, answerRateTarget, clinic, queue }: BoardSettings): FigureRules {
  return {
    lines,
    answerRateTarget,
    timeoutOf: (queueId) => queue(queueId).timeoutMs,
    deadlineOf: (clinicId, lostAt) => clinic(clinicId).hours.endOfNextOpenDay(lostAt),
  };
}
