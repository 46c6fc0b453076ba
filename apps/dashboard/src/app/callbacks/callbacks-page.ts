import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  signal,
  untracked,
} from '@angular/core';
import type { CallbackOutcome, CallbackView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { CallbackBoard, type ActFailure, type Beside } from './callback-board';
import { CallbackFilter } from './callback-filter';
import { keyActOf, type KeyAct } from './callback-keys';
import { CallbackCard } from './callback-card';
import { inOrder, isHeld, isLate } from './callback-order';
import { CallbackRow } from './callback-row';
import { CallbackSum } from './callback-sum';
import { FollowupsPanel } from './followups-panel';
import { NoWay } from './no-way';
import { CallbackTexts } from './callback-texts';
import { CallbacksFoot } from './callbacks-foot';

/** So many rows are drawn at first: a longer list is asked for. */
const pageRows = 100;
const columns = ['due', 'clinic', 'patient', 'calls', 'wait', 'why', 'holder'] as const;
/** Whom to call back: who is on it, by keys or clicks, and what came of it. */
@Component({
  selector: 'vg-callbacks-page',
  imports: [CallbackCard, CallbackRow, CallbackSum, CallbacksFoot, FollowupsPanel, NoWay, PageState],
  styleUrl: './callbacks-page.css',
  templateUrl: './callbacks-page.html',
  host: { '(document:keydown)': 'press($event)' },
})
export class CallbacksPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly board = inject(CallbackBoard);
  protected readonly texts = inject(CallbackTexts);
  protected readonly filter = inject(CallbackFilter);
  private readonly tenants = inject(Tenants);
  private readonly injector = inject(Injector);
  private readonly page = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly most = signal(pageRows);
  protected readonly openId = this.filter.kept;
  protected readonly failure = signal<ActFailure | null>(null);
  protected readonly said = signal('');
  protected readonly busy = signal(false);
  /** What is written beside the outcome of one, until it is said. */
  protected readonly beside = signal<{ readonly id: string; readonly said: Beside } | null>(null);

  protected readonly me = computed(() => this.board.list()?.me ?? '');
  protected readonly groups = computed(() => {
    const rows = inOrder(this.filter.wanted(), this.board.now());
    const [promised, others] = [rows.filter((one) => one.promised), rows.filter((one) => !one.promised)];
    const late = promised.filter((one) => isLate(one, this.board.now())).length;
    const shown = (some: readonly CallbackView[], before: number) =>
      some.slice(0, Math.max(0, this.most() - before));
    return [
      {
        name: this.words.t('callbacks.promised'),
        about: this.words.n('callbacks.promisedAbout', promised.length, { late }),
        rows: shown(promised, 0),
      },
      {
        name: this.words.t('callbacks.toCall'),
        about: this.words.n('callbacks.toCallAbout', others.length),
        rows: shown(others, promised.length),
      },
    ].filter(({ rows: some }) => some.length > 0);
  });
  protected readonly hidden = computed(() => Math.max(0, this.filter.wanted().length - this.most()));
  constructor() {
    showPageName(() => this.words.t('callbacks.title'));
    effect(() => {
      this.tenants.chosen();
      untracked(() => this.board.follow());
    });
    inject(DestroyRef).onDestroy(() => this.board.leave());
  }

  protected readonly columns = columns;

  protected columnKey(column: (typeof columns)[number]): WordKey {
    return `callbacks.head.${column}`;
  }

  protected failureKey(why: ActFailure): WordKey {
    return `callbacks.failures.${why}`;
  }

  protected isMine(one: CallbackView): boolean {
    return isHeld(one, this.board.now()) && one.claim?.byId === this.me();
  }

  /** Whether "I am calling" is offered: not outside the clinic's hours, nor while the patient rings us. */
  protected isOffered(one: CallbackView): boolean {
    return one.callable && one.inCall === null && !isHeld(one, this.board.now());
  }

  protected toggle(one: CallbackView): void {
    this.open(this.openId() === one.id ? null : one.id, one.id);
    this.failure.set(null);
  }

  protected async claim(one: CallbackView): Promise<void> {
    // Taken before the page was opened anew, or in another tab.
    if (this.isMine(one)) return this.open(one.id, one.id);
    if (!this.isOffered(one)) return this.said.set(this.texts.notOffered(one, this.board.now()));
    this.said.set('');
    this.open(one.id, one.id);
    await this.do(one, 'claim');
    this.focus(one.id);
  }

  /** Has the telephone system call: of a patient whom nobody has, once they are one's own. */
  protected async call(one: CallbackView): Promise<void> {
    if (!this.isMine(one)) {
      if (!this.isOffered(one)) return this.said.set(this.texts.notOffered(one, this.board.now()));
      this.open(one.id, one.id);
      if (!(await this.do(one, 'claim'))) return;
    }
    this.said.set('');
    await this.do(one, 'call');
    this.focus(one.id);
  }

  protected async say(one: CallbackView, outcome: CallbackOutcome): Promise<void> {
    const next = this.rowAfter(one.id);
    if (!(await this.do(one, outcome))) return;
    this.beside.set(null);
    this.openId.set(null);
    this.said.set(
      this.words.t('callbacks.done', {
        patient: one.mask ?? this.words.t('callbacks.withheld'),
        outcome: this.texts.offered(outcome, one.tries + 1),
      }),
    );
    this.focus(next);
  }

  protected async leave(one: CallbackView): Promise<void> {
    if (this.isMine(one)) await this.do(one, 'release');
    this.openId.set(null);
    this.focus(one.id);
  }

  protected press(event: KeyboardEvent): void {
    const act = keyActOf(event);
    const target = event.target as HTMLElement;
    // The number is its own field's to show.
    if (act === null || act.kind === 'number' || !this.isOurs(event)) return;
    const id = target.closest<HTMLElement>('[data-callback]')?.dataset['callback'] ?? null;
    if (act.kind === 'step') return this.step(event, id, act.by);
    const one = this.board.callbacks().find((some) => some.id === (id ?? this.openId()));
    if (one !== undefined) this.perform(act, one);
  }

  /** Nobody has to point at the list first, nor leave the link that led to it; keys of menus are not ours. */
  private isOurs({ target, defaultPrevented }: KeyboardEvent): boolean {
    const at = target as HTMLElement;
    const isAtLink = at.closest('nav a') !== null && !defaultPrevented;
    return isAtLink || at === document.body || this.page.nativeElement.contains(at);
  }

  private perform(act: Exclude<KeyAct, { readonly kind: 'step' | 'number' }>, one: CallbackView): void {
    if (act.kind === 'claim') void this.claim(one);
    else if (act.kind === 'call') void this.call(one);
    else if (act.kind === 'leave') void this.leave(one);
    else if (this.isMine(one)) void this.say(one, act.outcome);
  }

  private async do(one: CallbackView, what: Parameters<CallbackBoard['act']>[1]): Promise<boolean> {
    if (this.busy()) return false;
    this.busy.set(true);
    const beside = this.beside();
    const failure = await this.board.act(one.id, what, beside?.id === one.id ? beside.said : {});
    this.busy.set(false);
    this.failure.set(failure);
    return failure === null;
  }

  private ids(): readonly string[] {
    return this.groups().flatMap(({ rows }) => rows.map(({ id }) => id));
  }

  private step(event: Event, id: string | null, by: 1 | -1): void {
    event.preventDefault();
    const ids = this.ids();
    const at = id === null ? (by === 1 ? -1 : ids.length) : ids.indexOf(id);
    this.focus(ids[Math.min(ids.length - 1, Math.max(0, at + by))] ?? null);
  }

  private rowAfter(id: string): string | null {
    const ids = this.ids();
    const at = ids.indexOf(id);
    return ids[at + 1] ?? ids[at - 1] ?? null;
  }

  /** Opens one, or none; the row that was chosen stays where it is, whatever closes above it. */
  private open(id: string | null, chosen: string): void {
    const before = this.rowOf(chosen)?.getBoundingClientRect().top;
    this.openId.set(id);
    this.beside.set(null);
    afterNextRender(
      () => {
        const after = this.rowOf(chosen)?.getBoundingClientRect().top;
        if (before !== undefined && after !== undefined && after !== before)
          globalThis.scrollBy(0, after - before);
      },
      { injector: this.injector },
    );
  }

  private focus(id: string | null): void {
    if (id !== null) this.rowOf(id)?.focus();
  }

  private rowOf(id: string): HTMLElement | null {
    return this.page.nativeElement.querySelector<HTMLElement>(`[data-callback="${id}"] .row`);
  }
}
