import { computed, DestroyRef, effect, inject, Service, signal } from '@angular/core';

import { headlineText } from '../live/headline-text';
import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { remember, remembered } from './remembered';
import { Words } from './words';

const soundKey = 'alarm.sound';
const notifyKey = 'alarm.notify';
const toneHz = 660;
const toneSeconds = 0.18;
/** An urgent call sounds as often until somebody has taken it. */
const soundsEveryMs = 10_000;

/**
 * Tells by sound or by a notification of the desktop that a limit is passed, for who chose so in this browser. Once when
 * the level rises to `act`; the level itself holds for a minute, so it does not nag. An urgent call sounds again and again
 * until somebody has taken it, wherever.
 */
@Service()
export class LevelAlarm {
  private readonly store = inject(LiveStore);
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);
  readonly sound = signal(remembered(soundKey) === 'on');
  readonly notify = signal(remembered(notifyKey) === 'on' && notificationsAllowed());
  /** Whether somebody wants to hear of it: then the board is watched from every page. */
  readonly isOn = computed(() => this.sound() || this.notify());
  private level = '';
  /** Urgent calls that were told already; null before the first board. */
  private urgent: ReadonlySet<string> | null = null;
  /** Those that were news here, as long as nobody has taken them. */
  private untaken: ReadonlySet<string> = new Set();

  constructor() {
    const again = setInterval(() => {
      if (this.untaken.size > 0 && this.sound()) playTone(urgentTones);
    }, soundsEveryMs);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(again);
    });
    effect(() => {
      const level = this.store.present()?.board.headline?.level ?? '';
      const rises = level === 'act' && this.level !== '' && this.level !== 'act';
      this.level = level;
      if (rises) this.ring();
    });
    effect(() => {
      this.hearUrgent();
    });
  }

  toggleSound(): void {
    this.sound.update((on) => !on);
    remember(soundKey, this.sound() ? 'on' : null);
    // The choice is heard at once, and a browser lets a page sound only after somebody pressed something.
    if (this.sound()) playTone();
  }

  async toggleNotify(): Promise<void> {
    const wanted = !this.notify();
    const allowed = wanted && (await askForNotifications());
    this.notify.set(allowed);
    remember(notifyKey, allowed ? 'on' : null);
  }

  /** A call was marked urgent: at once, each once, whatever the level is. Those of the first board are no news. */
  private hearUrgent(): void {
    if (this.store.board() === null) {
      this.urgent = null;
      this.untaken = new Set();
      return;
    }
    const urgent = this.store.alerts().filter(({ kind }) => kind === 'urgent');
    const known = this.urgent ?? new Set(urgent.map(({ id }) => id));
    const news = urgent.filter(({ id, taken }) => taken === null && !known.has(id));
    const untaken = urgent.filter(({ id, taken }) => taken === null && this.untaken.has(id));
    this.untaken = new Set([...untaken, ...news].map(({ id }) => id));
    this.urgent = new Set(urgent.map(({ id }) => id));
    if (news.length === 0) return;
    if (this.sound()) playTone(urgentTones);
    if (!this.notify()) return;
    const title = this.words.t('app.notifyTitle', { centre: this.store.centre()?.name ?? '' });
    new Notification(title, { body: this.words.n('alert.urgent', urgent.length), tag: 'vigie-urgent' });
  }

  private ring(): void {
    if (this.sound()) playTone();
    const present = this.store.present();
    const headline = present?.board.headline ?? null;
    if (!this.notify() || present === null || headline === null) return;
    const { words, formats } = this;
    const { board, now, marked } = present;
    const sources = Object.values(board.sources);
    const beside = { totals: board.totals, teams: [], clinics: [] };
    const said = headlineText(headline, { words, formats, sources, now, marked }, beside);
    const title = words.t('app.notifyTitle', { centre: board.centre.name });
    new Notification(title, {
      body: `${words.t('headline.lead', { title: said.title })} ${said.text} ${said.expected}`.trim(),
      tag: 'vigie-level',
    });
  }
}

function notificationsAllowed(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'granted';
}

async function askForNotifications(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false;
  return (await Notification.requestPermission()) === 'granted';
}

/** Two short soft tones; for an urgent call four, up and down. */
const softTones = [1, 1.25] as const;
const urgentTones = [1.5, 1, 1.5, 1] as const;

function playTone(tones: readonly number[] = softTones): void {
  if (typeof AudioContext === 'undefined') return;
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = 0.12;
  gain.connect(context.destination);
  for (const [nth, pitch] of tones.entries()) {
    const tone = context.createOscillator();
    tone.frequency.value = toneHz * pitch;
    tone.connect(gain);
    const start = context.currentTime + nth * toneSeconds * 1.4;
    tone.start(start);
    tone.stop(start + toneSeconds);
    if (nth === tones.length - 1) tone.onended = () => void context.close();
  }
}
