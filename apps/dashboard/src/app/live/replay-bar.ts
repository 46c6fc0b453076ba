import { Component, computed, inject } from '@angular/core';

import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { Language, languages } from '../shell/language';
import { unheardToday } from '../shell/source-pills';
import { Words } from '../shell/words';
import { Replay } from './replay';
import { instantOfWallClock, wallClockOf } from './wall-clock';

const secondMs = 1000;
const minuteMs = 60_000;
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', minuteMs],
  ['second', secondMs],
] as const;

const steps = {
  back: [-15 * minuteMs, -minuteMs, -10 * secondMs],
  on: [10 * secondMs, minuteMs, 15 * minuteMs],
} as const;

/** What a key does on this bar; with the shift key held, arrows go a minute. */
function stepOf({ key, shiftKey }: KeyboardEvent): number | null {
  const arrowMs = shiftKey ? minuteMs : 10 * secondMs;
  const byKey: Readonly<Record<string, number>> = {
    ArrowLeft: -arrowMs,
    ArrowRight: arrowMs,
    PageUp: -15 * minuteMs,
    PageDown: 15 * minuteMs,
  };
  return byKey[key] ?? null;
}

/**
 * Says across the live page that what is shown is the past, and which moment; goes back and on from there, and back to
 * the present.
 */
@Component({
  selector: 'vg-replay-bar',
  styleUrl: './replay-bar.css',
  templateUrl: './replay-bar.html',
  host: { '(keydown)': 'press($event)' },
})
export class ReplayBar {
  protected readonly replay = inject(Replay);
  readonly words = inject(Words);
  readonly formats = inject(Formats);
  private readonly clock = inject(Clock);
  private readonly language = inject(Language);

  protected readonly steps = steps;
  /** The moment whose figures are shown; while there are none, the one that is asked for. */
  private readonly shownAt = computed(() => {
    const board = this.replay.board();
    return board === null ? (this.replay.at() ?? 0) : Date.parse(board.at);
  });
  protected readonly day = computed(() => {
    const at = this.shownAt();
    return `${this.formats.weekday(at)} ${this.formats.dateAt(at)}`;
  });
  protected readonly time = computed(() => this.formats.clockTime(this.shownAt()));
  protected readonly field = computed(() => wallClockOf(this.replay.at() ?? 0, this.formats.zone()));
  protected readonly latest = computed(() => wallClockOf(this.clock.second(), this.formats.zone()));
  protected readonly ago = computed(() => {
    const ms = Math.max(secondMs, this.clock.second() - this.shownAt());
    const [unit, unitMs] = units.find(([, one]) => ms >= one) ?? units[3];
    const relative = new Intl.RelativeTimeFormat(languages[this.language.active()]);
    return relative.format(-Math.floor(ms / unitMs), unit);
  });
  /** Where nothing is known of who was there, that is said: nobody is not none. */
  protected readonly forgetsAgents = computed(() => {
    const board = this.replay.board();
    return board?.centre.scope === 'all' && board.totals?.agents === null;
  });

  /** Of which times of that day, until then, a telephone system told nothing. */
  protected readonly unheard = computed(() => {
    const sources = Object.values(this.replay.board()?.sources ?? {});
    return unheardToday(sources, this)?.about ?? null;
  });

  protected name(stepMs: number): string {
    return `${stepMs < 0 ? '−' : '+'}${this.formats.line(Math.abs(stepMs))}`;
  }

  protected about(stepMs: number): string {
    const ms = this.formats.line(Math.abs(stepMs));
    return this.words.t(stepMs < 0 ? 'replay.back' : 'replay.on', { ms });
  }

  protected go(event: Event, { value }: HTMLInputElement): void {
    event.preventDefault();
    const at = instantOfWallClock(value, this.formats.zone());
    if (at !== null) this.replay.turnTo(at);
  }

  /** Keys of the bar; in the field for day and time the arrows are the field's. */
  protected press(event: KeyboardEvent): void {
    if (event.key === 'Escape') return this.replay.close();
    const step = event.target instanceof HTMLInputElement ? null : stepOf(event);
    if (step === null) return;
    event.preventDefault();
    this.replay.step(step);
  }
}
