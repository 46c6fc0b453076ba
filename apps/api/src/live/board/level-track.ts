import { isUnanswered, type Instant } from '@vigie/calls';
import type { WaitLines } from '@vigie/contracts';
import type { TimeRange } from '@vigie/metrics';

import type { BoardCall } from './board-call';
import { judge, severity, worst } from './pressure';
import type { Judgement, Pressure } from './pressure';
import { leavesAt } from './waiting-now';

/** What the level is judged by, of the settings. */
export type LevelRules = {
  readonly lines: WaitLines;
  readonly answerRateTarget: number;
  /** How long a queue keeps a caller; null when it is not said. */
  readonly timeoutOf: (queueId: string) => number | null;
};

/** The level at an instant, why, and since when it is that level. */
export type LevelNow = Judgement & { readonly since: Instant };

type Step = { -readonly [name in keyof Pressure]: number };
type StepName = keyof Step;

/** How it stands at the beginning of a step, all before it having been judged. */
type Mark = {
  readonly step: number;
  readonly pressure: Step;
  /** The judgements of the last minute, oldest first. */
  readonly held: readonly Judgement[];
  readonly level: LevelNow;
};

const stepMs = 10_000;
const heldSteps = 6;
const heldMs = heldSteps * stepMs;
const stepsOf5m = 30;
const minutesOf30m = 30;
const stepsOfMinute = 6;
/** A mark is kept every five minutes: no more is judged again when nothing older was told. */
const stepsOfMark = 30;
const nothing: Judgement = { level: 'calm', kind: 'calm' };

/**
 * The history of the centre's level, judged at each ten seconds by the clock from what calls tell: the same calls give
 * the same level to every viewer, to a server that has just started and to a look at the past.
 */
export class LevelTrack {
  private readonly steps = new Map<number, Step>();
  /** What was told since the level was judged last, by step; taking a call out and putting it back leaves nothing. */
  private readonly told = new Map<number, Step>();
  /** In order; everything before the last of them is judged. */
  private readonly marks: Mark[] = [];
  private known: { readonly step: number; readonly level: LevelNow } | undefined;

  /** No level is told to have begun before `from`, the beginning of the day. */
  constructor(
    private readonly rules: LevelRules,
    private readonly from: Instant,
  ) {}

  /** Takes what a call changed at which instant; taking it out again is the opposite. */
  count(call: BoardCall, sign: 1 | -1): void {
    this.add('entered5m', call.arrivedAt, sign);
    if (call.answeredAt !== null) this.add('taken5m', call.answeredAt, sign);
    for (const at of call.missedRings) this.add('missedRings5m', at, sign);
    if (call.decidedAt !== null) this.countOutcome(call, call.decidedAt, sign);
    if (call.offered) this.countWait(call, sign);
  }

  /** The level at the latest ten seconds that are over. */
  at(now: Instant): LevelNow {
    const step = Math.floor(now / stepMs);
    if (this.known?.step !== step) this.known = { step, level: this.judgeUntil(step) };
    return this.known.level;
  }

  private countOutcome({ outcome }: BoardCall, decidedAt: Instant, sign: 1 | -1): void {
    if (outcome === 'answered') this.add('answered30m', decidedAt, sign);
    if (!isUnanswered(outcome)) return;
    this.add('unanswered30m', decidedAt, sign);
    this.add('lost5m', decidedAt, sign);
    if (outcome === 'blocked') this.add('blocked5m', decidedAt, sign);
  }

  private countWait(call: BoardCall, sign: 1 | -1): void {
    const timeoutMs = call.queue === null ? null : this.rules.timeoutOf(call.queue.id);
    const leaves = leavesAt(call, timeoutMs);
    this.wait({ start: call.arrivedAt, end: call.decidedAt ?? leaves }, sign);
    const again = call.decidedAt === null ? null : call.waitingSince;
    if (again !== null) this.wait({ start: again, end: leaves }, sign);
  }

  private wait({ start, end }: TimeRange, sign: 1 | -1): void {
    const { watchMs, limitMs } = this.rules.lines;
    this.span('waiting', { start, end }, sign);
    this.span('pastWatch', { start: start + watchMs, end }, sign);
    this.span('pastLimit', { start: start + limitMs, end }, sign);
  }

  private span(name: StepName, { start, end }: TimeRange, sign: 1 | -1): void {
    if (end <= start) return;
    this.add(name, start, sign);
    this.add(name, end, -sign);
  }

  private add(name: StepName, at: Instant, change: number): void {
    stepIn(this.told, Math.floor(at / stepMs))[name] += change;
  }

  /** Judges all steps that end no later than the beginning of `end`, from the last mark on before which nothing is new. */
  private judgeUntil(end: number): LevelNow {
    const earliest = Math.min(this.takeTold(), end);
    while ((this.marks.at(-1)?.step ?? earliest) > earliest) this.marks.pop();
    const mark = this.marks.at(-1) ?? this.beginning();
    const [pressure, held] = [{ ...mark.pressure }, [...mark.held]];
    let { level } = mark;
    for (let step = mark.step; step < end; step += 1) {
      if (step % stepsOfMark === 0 && step > mark.step)
        this.marks.push({ step, pressure: { ...pressure }, held: [...held], level });
      this.move(pressure, step);
      held.push(judge(pressure, this.rules.answerRateTarget));
      if (held.length > heldSteps + 1) held.shift();
      level = next(level, worst(held), (step + 1) * stepMs);
    }
    return { ...level, since: Math.max(level.since, this.from) };
  }

  /** Counts what was told; gives the earliest step that is not what it was. */
  private takeTold(): number {
    let earliest = Infinity;
    for (const [index, change] of this.told) {
      if (everyName.every((name) => change[name] === 0)) continue;
      addInto(stepIn(this.steps, index), change, everyName, 1);
      earliest = Math.min(earliest, index);
    }
    this.told.clear();
    return earliest;
  }

  /** Before anything was told it was calm. */
  private beginning(): Mark {
    let step = Infinity;
    for (const known of this.steps.keys()) step = Math.min(step, known);
    return { step, pressure: noPressure(), held: [], level: { ...nothing, since: this.from } };
  }

  private move(pressure: Step, index: number): void {
    const step = this.steps.get(index);
    if (step !== undefined) addInto(pressure, step, everyName, 1);
    const out = this.steps.get(index - stepsOf5m);
    if (out !== undefined) addInto(pressure, out, namesOf5m, -1);
    // The half hour slides by the minute, as the figures beside the level do.
    if (index % stepsOfMinute !== 0) return;
    const oldest = index - minutesOf30m * stepsOfMinute;
    for (let old = oldest; old < oldest + stepsOfMinute; old += 1) {
      const gone = this.steps.get(old);
      if (gone !== undefined) addInto(pressure, gone, namesOf30m, -1);
    }
  }
}

/** A level rises at once; it falls only once it has stood for a minute. */
function next(before: LevelNow, judged: Judgement, at: Instant): LevelNow {
  if (judged.level === before.level) return { ...judged, since: before.since };
  const falls = severity[judged.level] < severity[before.level];
  return falls && at - before.since < heldMs ? before : { ...judged, since: at };
}

const namesOf5m: readonly StepName[] = ['entered5m', 'taken5m', 'lost5m', 'blocked5m', 'missedRings5m'];
const namesOf30m: readonly StepName[] = ['answered30m', 'unanswered30m'];
const everyName: readonly StepName[] = [...namesOf5m, ...namesOf30m, 'waiting', 'pastWatch', 'pastLimit'];

function stepIn(steps: Map<number, Step>, index: number): Step {
  let step = steps.get(index);
  if (step === undefined) steps.set(index, (step = noPressure()));
  return step;
}

function noPressure(): Step {
  return {
    waiting: 0,
    pastWatch: 0,
    pastLimit: 0,
    entered5m: 0,
    taken5m: 0,
    lost5m: 0,
    blocked5m: 0,
    missedRings5m: 0,
    answered30m: 0,
    unanswered30m: 0,
  };
}

function addInto(sum: Step, part: Step, names: readonly StepName[], sign: 1 | -1): void {
  for (const name of names) sum[name] += sign * part[name];
}
