import type { Instant } from '@vigie/calls';
import type { AgentView, LiveState, SatisfactionView } from '@vigie/contracts';
import { centreDayOf } from '@vigie/metrics';

import type { StaffPlanDay } from '../../settings/staff-plan/staff-plan-store';
import type { AgentDay } from './agents';
import { AgentsNow } from './agents-now';
import type { BoardCall } from './board-call';
import { BoardEntries, noSatisfaction, toLiveState, type EntryChange } from './board-entries';
import { wholeCentre, type BoardNames, type BoardScope } from './board-scope';
import type { BoardSettings, KnownNames } from './board-settings';
import { CallAlerts } from './call-alerts';
import { CallsToCome } from './calls-to-come';
import type { CallStory } from './callers';
import { CentreMap } from './centre-map';
import { Claims, type Claim } from './claims';
import { Concerns } from './concerns';
import { drawCentre, drawQuarters } from './draw-day';
import { drawAgents, drawRaised, drawWaiting } from './draw-people';
import { drawClinics, drawTeams } from './draw-rows';
import { drawTotals } from './draw-totals';
import type { Drawing } from './drawing';
import { figureRulesOf, Figures } from './figures';
import { toldOf, type OwedCaller, type ToldOwed } from './owed';
import { SourcesNow, SourcesOfScope } from './sources-now';
import type { SourceState } from './sources';
import { Staffing } from './staffing';
import { TroubleOrder } from './trouble-order';
import type { PastHour } from './usual-rhythm';
import { hasOverstayed } from './waiting-now';

const minuteMs = 60_000;

/** Of what a board is, and the board of the whole centre that it is a part of. */
export type PartOf = { readonly scope: BoardScope; readonly whole: LiveBoard };

/**
 * The live board of one centre, or of a part of it: what is known now, kept up to date call by call. It reads no clock
 * and no store; what changed since the last look is handed out entry by entry, as absolute values.
 */
export class LiveBoard {
  private readonly entries = new BoardEntries();
  private readonly agents = new AgentsNow();
  private readonly scope: BoardScope;
  private readonly sources: SourcesNow | SourcesOfScope;
  private readonly claims = new Claims();
  private readonly troubles = new TroubleOrder();
  private readonly concerns = new Concerns<BoardCall>();
  private readonly alerts = new CallAlerts();
  private planned: readonly StaffPlanDay[] = [];
  private staffing: Staffing;
  private satisfaction: SatisfactionView = noSatisfaction;
  /** Of the whole, as told: what a part is made from. */
  private told: BoardNames;
  private map: CentreMap;
  private figures: Figures;
  private readonly toCome = new CallsToCome();
  private drawnAt: Instant;
  private drawnMinute = -1;
  /** The instant that is drawn; null once anything was told since. */
  private drawnFor: Instant | null = null;
  private everything = true;

  constructor(settings: BoardSettings, names: KnownNames, now: Instant, part?: PartOf) {
    this.drawnAt = now;
    this.told = { settings, names };
    this.scope = part?.scope ?? wholeCentre;
    this.map = new CentreMap(this.told, this.scope);
    this.figures = new Figures(this.dayOf(now), now, figureRulesOf(this.map.settings));
    this.sources = part === undefined ? new SourcesNow(settings) : new SourcesOfScope(part.whole.sources);
    this.staffing = new Staffing(settings, []);
  }

  /** The board of a part of this one, whole one, with all that it knows. */
  partOf(scope: BoardScope, now: Instant): LiveBoard {
    const part = new LiveBoard(this.told.settings, this.told.names, now, { scope, whole: this });
    for (const calls of [this.concerns.held(), this.figures.held(), this.toCome.held()])
      part.applyCalls(calls);
    part.applyOwed(toldOf(this.figures.owed.held()));
    part.applyAgents(this.agents.held());
    part.applyClaims(this.claims.held());
    part.applyUsual(this.planned, []);
    return part;
  }

  /** Other settings or names: every row is drawn anew at the next refresh. */
  configure(settings: BoardSettings, names: KnownNames, now: Instant): void {
    this.drawnFor = null;
    this.told = { settings, names };
    this.map = new CentreMap(this.told, this.scope);
    this.figures = this.figures.ofDay(this.dayOf(now), now, figureRulesOf(this.map.settings));
    if (this.sources instanceof SourcesNow) this.sources.configure(settings);
    this.staffing = new Staffing(settings, this.planned);
    this.everything = true;
  }

  /** Takes calls as they are now; a call that no longer matters to the day, or to the scope, leaves. */
  applyCalls(calls: Iterable<BoardCall>): void {
    this.drawnFor = null;
    for (const told of calls) {
      const call = this.scope.callOf(told);
      if (call !== null) this.take(call);
      else for (const kept of [this.figures, this.concerns, this.alerts, this.toCome]) kept.remove(told.key);
    }
  }

  /** Takes what clinics owe callers as it is now. */
  applyOwed(told: Iterable<ToldOwed>): void {
    this.drawnFor = null;
    for (const one of told) this.figures.takeOwed(one, this.scope);
  }

  /** What a clinic owes a caller as this board knows it; undefined when it is none of its callers. */
  heldOwed(id: string): OwedCaller | undefined {
    return this.figures.owed.get(id);
  }

  private take(call: BoardCall): void {
    this.sources.put(call);
    if (!this.toCome.holds(call, this.drawnAt)) this.show(call);
  }

  /** The call as this board knows it; undefined when it does not matter to it. */
  heldCall(key: string): BoardCall | undefined {
    return this.figures.heldCall(key) ?? this.concerns.heldCall(key) ?? this.toCome.heldCall(key);
  }

  private show(call: BoardCall): void {
    for (const kept of [this.figures, this.concerns, this.alerts]) kept.put(call);
  }

  /** Takes the days of secretaries as they are now. */
  applyAgents(days: Iterable<AgentDay>): void {
    this.drawnFor = null;
    if (this.scope.kind === 'clinics') return;
    for (const day of days) this.agents.put(day);
  }

  /** Takes all telephone systems as they are now. */
  applySources(states: readonly SourceState[]): void {
    this.drawnFor = null;
    if (this.sources instanceof SourcesNow) this.sources.hear(states);
  }

  /** Takes the plans imported for these days, and what calls usually come. */
  applyUsual(planned: readonly StaffPlanDay[], past: readonly PastHour[]): void {
    this.drawnFor = null;
    this.planned = planned;
    this.staffing = new Staffing(this.map.settings, planned);
    if (this.sources instanceof SourcesNow) this.sources.learn(past);
  }

  /** Takes who said to deal with a clinic. */
  applyClaims(claims: Iterable<Claim>): void {
    this.drawnFor = null;
    for (const claim of claims) this.claims.put(claim);
  }

  /** Takes what is published of satisfaction now. */
  applySatisfaction(view: SatisfactionView): void {
    if (view !== this.satisfaction) this.drawnFor = null;
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

  /** The board as of `now`, for one that shows some of it. */
  drawnAs(now: Instant): Pick<BoardEntries, 'get' | 'single' | 'values'> {
    this.drawAt(now);
    return this.entries;
  }

  /** Everything drawn last, entry by entry. */
  drawn(): Iterable<EntryChange> {
    return this.entries.all();
  }

  /** A secretary as she was drawn last, for herself. */
  agentNow(agentId: string): AgentView | undefined {
    return this.agents.views.get(agentId);
  }

  /** Which try of its caller a call is, and whether the caller was reached after it. */
  storyOf(call: BoardCall): CallStory {
    return this.figures.callers.storyOf(call);
  }

  /** The teams that take a clinic's calls. */
  teamsOfClinic(clinicId: string): readonly string[] {
    return this.map.teamsOfClinic(clinicId, this.figures.teamsOfClinic(clinicId));
  }

  /** Lets time pass without drawing: windows slide, days begin, calls whose time has come are counted. */
  passTo(now: Instant): void {
    this.drawnAt = now;
    for (const call of this.toCome.due(now)) this.show(call);
    if (now >= this.figures.day.end) this.beginDay(now);
    this.figures.roll(now);
  }

  private drawAt(now: Instant): void {
    if (now === this.drawnFor) return;
    this.passTo(now);
    this.drawnFor = now;
    const minute = Math.floor(now / minuteMs);
    const drawing = this.drawingOf(now, minute !== this.drawnMinute);
    const moment = { now, today: this.figures.day.start };
    this.agents.draw(moment, this.map, drawing.everything || drawing.newMinute);
    this.draw(drawing);
    this.drawnMinute = minute;
    this.everything = false;
  }

  private drawingOf(now: Instant, newMinute: boolean): Drawing {
    const { map, figures, agents, entries, everything, staffing, claims, troubles } = this;
    const shown = [...figures.open.values()].filter(
      (call) => !hasOverstayed(call, call.queue && map.settings.queue(call.queue.id).timeoutMs, now),
    );
    const kept = { map, figures, agents, staffing, claims, troubles, entries };
    return { ...kept, ...this.sources.at(now), now, shown, everything, newMinute };
  }

  private draw(drawing: Drawing): void {
    const { entries, now } = drawing;
    entries.putAll('sources', new Map(drawing.sources.map((view) => [view.id, view])));
    drawWaiting(drawing);
    drawAgents(drawing);
    drawRaised(drawing, this.concerns.at(now), this.alerts.at(now));
    if (this.scope.kind === 'all') entries.putSingle('satisfaction', this.satisfaction);
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
