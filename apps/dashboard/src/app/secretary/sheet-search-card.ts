import {
  Component,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
  type ElementRef,
} from '@angular/core';

import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { readOfCentre } from '../shell/read-of-centre';
import { Words } from '../shell/words';
import { sheetListShape } from '../sheets/sheet-answers';
import { UnreadSheets } from '../sheets/unread-sheets';
import { LookUp, type FoundAnswer } from './look-up';
import { OwnCallStore } from './own-call-store';
import { markedPieces, readySheet, searchSheet } from './search-sheet';

/** A question is kept in so many letters and words, and without a number. */
const mostLetters = 80;
const mostWords = 10;

/** The clinic's sheet, searched with every letter; arrows choose, Enter says that it is the one, Escape leaves it. */
@Component({
  selector: 'vg-sheet-search-card',
  host: { class: 'card' },
  styleUrl: './sheet-search-card.css',
  templateUrl: './sheet-search-card.html',
})
export class SheetSearchCard {
  protected readonly store = inject(OwnCallStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly clock = inject(Clock);
  private readonly me = inject(Me);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly unread = inject(UnreadSheets);
  private readonly lookUp = new LookUp();
  private readonly list = readOfCentre('/api/v1/sheets', sheetListShape);
  /** What is said to the page of what was noted. */
  readonly said = signal('');

  protected readonly clinics = computed(() =>
    this.me.may('sheets.see') ? (this.list.value() ?? []).filter(({ version }) => version !== null) : [],
  );
  protected readonly typed = signal('');
  private readonly ready = computed(() => {
    const sheet = this.store.sheet()?.sheet ?? null;
    return sheet === null ? [] : readySheet(sheet, (name) => this.words.t(`sheets.basics.${name}`));
  });
  protected readonly found = computed(() => searchSheet(this.ready(), this.typed()));
  protected readonly index = linkedSignal({ source: this.found, computation: () => 0 });
  protected readonly shown = computed(() => this.found()[this.index()] ?? null);
  /** Only what is looked up in a call, for its own clinic, is told of the sheet. */
  protected readonly canSay = computed(() => {
    const phase = this.store.call()?.phase;
    return this.store.isOwnSheet() && phase !== undefined && phase !== 'ringing';
  });
  /** The last question without an answer that was not proposed yet. */
  protected readonly proposable = computed(() => {
    const { missed = [], proposed = [] } = this.store.noted();
    return missed.findLast((question) => !proposed.includes(question)) ?? null;
  });
  /** A sheet that changed since she read it: the one before her, between calls any; nothing while she looks something up. */
  protected readonly news = computed(() => {
    const all = this.unread.all();
    if (this.typed().trim() !== '') return null;
    const clinicId = this.store.otherClinic() ?? this.store.call()?.clinicId ?? null;
    return (clinicId === null ? all[0] : all.find((one) => one.clinicId === clinicId)) ?? null;
  });
  protected readonly newsSaid = computed(() => {
    const news = this.news();
    if (news === null) return '';
    const others = this.store.call() === null ? this.unread.all().length - 1 : 0;
    const more = others > 0 ? ` ${this.words.n('sheets.news.others', others)}` : '';
    return `${this.unread.sentenceOf(news)}${more}`;
  });
  protected readonly count = computed(() => {
    if (this.typed().trim() === '') return '';
    if (this.store.sheet() === null) return this.words.t('secretary.loading');
    return this.words.n('secretary.answers', this.found().length);
  });

  constructor() {
    // Another call: what was looked up for the one before it is over.
    let callId = this.store.call()?.id;
    effect(() => {
      const next = this.store.call()?.id;
      untracked(() => {
        if (next === callId) return;
        this.note(this.lookUp.leave(this.clock.now()), callId);
        this.typed.set('');
        this.said.set('');
        callId = next;
        this.unread.reload();
      });
    });
    effect(() => {
      const [typed, shown] = [this.typed().trim(), this.shown()?.id ?? null];
      untracked(() => {
        if (typed !== '') this.lookUp.shows(shown, this.clock.now());
      });
    });
  }

  focus(): void {
    this.field().nativeElement.focus();
    this.field().nativeElement.select();
  }

  /** Notes that what is typed has no answer; says what is wanted where nothing is typed. */
  async sayMissed(): Promise<void> {
    const question = questionOf(this.typed());
    if (!this.canSay()) return this.said.set(this.words.t('secretary.noCallToNote'));
    if (question === null) {
      this.focus();
      return this.said.set(this.words.t('secretary.typeQuestion'));
    }
    const elapsedMs = this.lookUp.elapsed(this.clock.now());
    this.lookUp.forget();
    this.empty();
    const isKept = await this.store.note({ kind: 'missed', question, elapsedMs });
    if (isKept) this.said.set(this.words.t('secretary.missedSaid', { question }));
  }

  async propose(): Promise<void> {
    const question = this.proposable();
    if (question === null) return;
    const isKept = await this.store.note({ kind: 'proposed', question });
    if (isKept) this.said.set(this.words.t('secretary.proposedSaid', { question }));
  }

  /** She has read what changed. */
  async seen(): Promise<void> {
    const news = this.news();
    if (news === null) return;
    const isKept = await this.unread.acknowledge(news);
    this.said.set(isKept ? this.words.t('sheets.news.seenSaid', { clinic: news.name }) : '');
  }

  /** The answer on the page, which an unclear procedure is about. */
  entryInSight(): string | undefined {
    return this.store.isOwnSheet() ? this.shown()?.id : undefined;
  }

  protected marked(text: string) {
    return markedPieces(text, this.typed());
  }

  protected type(text: string): void {
    if (text.trim() === '') this.note(this.lookUp.leave(this.clock.now()));
    this.typed.set(text);
  }

  protected press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.index.update((at) => Math.min(Math.max(0, this.found().length - 1), Math.max(0, at + step)));
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      this.sayFound();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.type('');
      this.empty();
    }
  }

  protected sayFound(): void {
    const shown = this.shown();
    if (shown === null || !this.canSay()) return;
    this.note(this.lookUp.found());
    this.said.set(this.words.t('secretary.foundSaid', { question: shown.question }));
  }

  /** Also in the field at once: who types on does not wait until it is drawn. */
  private empty(): void {
    this.typed.set('');
    this.field().nativeElement.value = '';
  }

  protected isStale(reviewBy: string | null): boolean {
    const today = this.store.sheet()?.today ?? '';
    return reviewBy !== null && reviewBy < today;
  }

  protected reviewed({
    reviewedOn,
    reviewBy,
  }: Readonly<{ reviewedOn: string | null; reviewBy: string | null }>): string {
    if (reviewBy !== null && this.isStale(reviewBy))
      return this.words.t('secretary.stale', { when: this.formats.date(reviewBy) });
    return reviewedOn === null
      ? ''
      : this.words.t('secretary.reviewed', { when: this.formats.date(reviewedOn) });
  }

  private note(found: FoundAnswer | null, callId = this.store.call()?.id): void {
    if (found !== null && this.canSay()) void this.store.note({ kind: 'found', ...found }, callId);
  }
}

/** What was typed as a question that may be kept; null where there is none. */
function questionOf(typed: string): string | null {
  const words = typed.trim().split(/\s+/u).slice(0, mostWords);
  const question = words.join(' ').slice(0, mostLetters);
  return question.length < 2 ? null : question;
}
