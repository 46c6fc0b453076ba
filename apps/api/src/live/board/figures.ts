import type { Instant } from '@vigie/calls';
import { bucketOf } from '@vigie/metrics';
import type { TimeRange } from '@vigie/metrics';
import type { BoardCall } from './board-call';
import { wholeCentre, type BoardScope } from './board-scope';
import type { BoardSettings } from './board-settings';
import { Callers } from './callers';
import type { RecoveredLoss } from './callers';
import { CentreScope } from './centre-scope';
import { LevelTrack } from './level-track';
import type { LevelRules } from './level-track';
import { Owed, type OwedCaller, type ToldOwed } from './owed';
import { Scope } from './scope';
import { Sum } from './sums';
import { closedAfterMs } from './waiting-now';

const rowMinutes = 30;
const rememberedMs = 2 * 3_600_000;

/** What figures are reckoned by, of the settings. */
export type FigureRules = LevelRules;

export function figureRulesOf({ lines, answerRateTarget, queue }: BoardSettings): FigureRules {
  return {
    lines,
    answerRateTarget,
    timeoutOf: (queueId) => queue(queueId).timeoutMs,
  };
}

/** Every figure of one day, kept by adding what a changed call is now and taking out what it was. */
export class Figures {
  readonly centre: CentreScope;
  readonly teams = new Map<string, Scope>();
  readonly clinics = new Map<string, Scope>();
  /** By the start of the quarter in which a call arrived. */
  readonly quarters = new Map<Instant, Sum>();
  readonly owed = new Owed();
  readonly callers: Callers;
  readonly levels: LevelTrack;
  /** Counted calls that are in the greeting, or in a queue: without an outcome, or again after a transfer. */
  readonly open = new Map<string, BoardCall>();
  /** How many calls of each clinic which teams have. */
  private readonly callsOfPairs = new Map<string, Map<string, number>>();
  /** Rows whose figures changed since they were last drawn. */
  readonly touched = { clinics: new Set<string>(), quarters: new Set<Instant>() };
  private readonly calls = new Map<string, BoardCall>();

  constructor(
    readonly day: TimeRange,
    private now: Instant,
    private readonly rules: FigureRules,
  ) {
    this.callers = new Callers(this.owed, (loss, sign) => this.countRecovered(loss, sign));
    this.centre = new CentreScope(now);
    this.levels = new LevelTrack(rules, day.start);
  }

  /** Takes a call as it is now, whatever it was before. */
  put(call: BoardCall): void {
    const before = this.calls.get(call.key);
    if (before !== undefined) this.takeOut(before);
    if (!this.matters(call)) return;
    this.calls.set(call.key, call);
    if (call.counted) this.count(call, 1);
    if (this.isOfDay(call)) this.callers.put(call);
    if (isOpen(call)) this.open.set(call.key, call);
  }

  /** Takes a call out, whatever it was. */
  remove(key: string): void {
    const before = this.calls.get(key);
    if (before !== undefined) this.takeOut(before);
  }

  /** Takes what a clinic owes a caller as it is now. */
  takeOwed({ id, caller }: ToldOwed, { owedOf }: Pick<BoardScope, 'owedOf'> = wholeCentre): void {
    const one = caller && owedOf(caller);
    this.owedChanged(this.owed.remove(id));
    if (one !== null) this.owed.put(one);
    this.owedChanged(one ?? undefined);
  }

  /** The call as it was put last; undefined when it does not matter to the day. */
  heldCall(key: string): BoardCall | undefined {
    return this.calls.get(key);
  }

  held(): Iterable<BoardCall> {
    return this.calls.values();
  }

  /** Lets the windows slide to `now`. */
  roll(now: Instant): void {
    this.now = now;
    this.centre.roll(now);
    for (const team of this.teams.values()) team.roll(now);
    for (const [id, clinic] of this.clinics) if (clinic.roll(now)) this.touched.clinics.add(id);
  }

  /** The figures of another day, from the calls that still matter then. */
  ofDay(day: TimeRange, now: Instant, rules = this.rules): Figures {
    const figures = new Figures(day, now, rules);
    for (const call of this.calls.values()) figures.put(call);
    for (const one of this.owed.held())
      if (one.state === 'open' || (one.closedAt ?? day.start) >= day.start)
        figures.takeOwed({ id: one.id, caller: one });
    return figures;
  }

  /** The teams that have calls of a clinic. */
  teamsOfClinic(clinicId: string): Iterable<string> {
    return this.callsOfPairs.get(clinicId)?.keys() ?? [];
  }

  /** The clinics that have calls. */
  *clinicsSeen(): Iterable<string> {
    for (const [id, teams] of this.callsOfPairs) if (teams.size > 0) yield id;
  }

  /** The teams that have calls. */
  teamsSeen(): Iterable<string> {
    return Iterator.from(this.callsOfPairs.values()).flatMap((teams) => teams.keys());
  }

  isOfDay({ arrivedAt }: BoardCall): boolean {
    return arrivedAt >= this.day.start && arrivedAt < this.day.end;
  }

  private matters(call: BoardCall): boolean {
    if (call.arrivedAt >= this.day.start) return true;
    const isRecent = call.lastAt >= this.now - closedAfterMs;
    if (isOpen(call)) return isRecent;
    if (call.phase === 'talking' && isRecent) return true;
    return (call.decidedAt ?? call.lastAt) >= this.now - rememberedMs;
  }

  private takeOut(call: BoardCall): void {
    this.calls.delete(call.key);
    this.open.delete(call.key);
    if (call.counted) this.count(call, -1);
    if (this.isOfDay(call)) this.callers.remove(call);
    this.touched.clinics.add(call.clinicId);
  }

  private count(call: BoardCall, sign: 1 | -1): void {
    this.centre.count(call, this.day, sign);
    this.levels.count(call, sign);
    scopeOf(this.teams, call.teamId, this.now).count(call, this.day, sign);
    scopeOf(this.clinics, call.clinicId, this.now).count(call, this.day, sign);
    this.touched.clinics.add(call.clinicId);
    this.countPair(call, sign);
    if (this.isOfDay(call)) this.countQuarter(call, sign);
  }

  private owedChanged(one: OwedCaller | undefined): void {
    if (one === undefined) return;
    this.callers.settleAgain(one);
    this.touched.clinics.add(one.clinicId);
  }

  private countRecovered({ clinicId, teamId, lostAt }: RecoveredLoss, sign: 1 | -1): void {
    this.centre.recovered30m.add(lostAt, sign);
    scopeOf(this.teams, teamId, this.now).recovered30m.add(lostAt, sign);
    scopeOf(this.clinics, clinicId, this.now).recovered30m.add(lostAt, sign);
  }

  private countQuarter(call: BoardCall, sign: 1 | -1): void {
    const start = bucketOf(call.arrivedAt);
    const sum = this.quarters.get(start) ?? new Sum();
    this.quarters.set(start, sum);
    sum.add(call, sign);
    this.touched.quarters.add(start);
  }

  private countPair({ clinicId, teamId }: BoardCall, sign: 1 | -1): void {
    const teams = this.callsOfPairs.get(clinicId) ?? new Map<string, number>();
    this.callsOfPairs.set(clinicId, teams);
    const count = (teams.get(teamId) ?? 0) + sign;
    if (count === 0) teams.delete(teamId);
    else teams.set(teamId, count);
  }
}

const isOpen = ({ counted, outcome, waitingSince }: BoardCall): boolean =>
  counted && (outcome === null || waitingSince !== null);

function scopeOf(scopes: Map<string, Scope>, id: string, now: Instant): Scope {
  const scope = scopes.get(id) ?? new Scope(now, rowMinutes);
  scopes.set(id, scope);
  return scope;
}
