import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  resource,
  signal,
  viewChild,
} from '@angular/core';

import { nameMatches } from '../live/live-filters';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { HistoryChoices, type Narrowing } from './history-choices';
import { HistoryTexts } from './history-texts';
import { dimensionOfNarrowing, readOptions } from './read-history';
import { PanelPlace } from './panel-place';

const searchFrom = 9;

/** Which clinics, teams, queues, languages or reasons are looked at: those that have calls, to be ticked. */
@Component({
  selector: 'vg-narrow-picker',
  imports: [PanelPlace],
  styleUrl: './panel.css',
  template: `
    <button #opener type="button" class="button" [attr.popovertarget]="id()" [class.on]="chosen().length > 0">
      {{ label() }} <span aria-hidden="true">▾</span>
    </button>
    <form
      #panel
      popover
      [id]="id()"
      [vgPanelPlace]="opener"
      [attr.aria-label]="label()"
      (toggle)="toggled($event)"
      (submit)="apply($event, panel)"
    >
      @if (options.hasValue()) {
        @if (options.value().length > searchFrom) {
          <input
            #typed
            type="search"
            [value]="search()"
            [placeholder]="words.t('history.narrow.search')"
            [attr.aria-label]="words.t('history.narrow.search')"
            (input)="search.set(typed.value)"
          />
        }
        <ul>
          @for (one of lines(); track one.key) {
            <li [hidden]="one.isHidden">
              <label>
                <input type="checkbox" [value]="one.key" [checked]="one.isChosen" />
                <span>{{ one.name }}</span>
                <small>{{ one.calls }}</small>
              </label>
            </li>
          } @empty {
            <li class="muted">{{ words.t('history.narrow.nothing') }}</li>
          }
        </ul>
      } @else if (options.error()) {
        <p class="muted">{{ words.t('history.narrow.failed') }}</p>
      } @else {
        <p class="muted" role="status">{{ words.t('history.loading') }}</p>
      }
      <p class="do">
        <button type="submit" class="button main">{{ words.t('history.narrow.apply') }}</button>
        <button type="button" class="button" (click)="clear()">{{ words.t('history.narrow.all') }}</button>
      </p>
    </form>
  `,
})
export class NarrowPicker {
  readonly name = input.required<Narrowing>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly texts = inject(HistoryTexts);
  private readonly choices = inject(HistoryChoices);
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');

  protected readonly searchFrom = searchFrom;
  protected readonly isOpen = signal(false);
  protected readonly search = signal('');
  protected readonly id = computed(() => `narrow-${this.name()}`);
  protected readonly chosen = computed(() => this.choices.keys(this.name()));
  protected readonly options = resource({
    params: () => (this.isOpen() ? { question: this.choices.which(), name: this.name() } : undefined),
    loader: ({ params, abortSignal }) => readOptions(params.question, params.name, abortSignal),
  });
  protected readonly lines = computed(() => {
    const by = dimensionOfNarrowing(this.name());
    const chosen = new Set(this.chosen());
    const there = this.options.hasValue() ? this.options.value() : [];
    const missing = [...chosen].filter((key) => !there.some((one) => one.key === key));
    return [...there, ...missing.map((key) => ({ key, name: null, presented: 0 }))].map((one) => {
      const name = this.texts.key(by, one.key, one.name);
      return {
        key: one.key,
        name,
        calls: this.formats.number(one.presented),
        isChosen: chosen.has(one.key),
        isHidden: !nameMatches(name, this.search()),
      };
    });
  });
  protected readonly label = computed(() => {
    const count = this.chosen().length;
    return count === 0
      ? this.words.t(`history.narrow.every.${this.name()}`)
      : this.words.n(`history.narrow.some.${this.name()}`, count);
  });

  protected toggled(event: Event): void {
    this.isOpen.set((event as ToggleEvent).newState === 'open');
    this.search.set('');
  }

  protected apply(event: Event, form: HTMLFormElement): void {
    event.preventDefault();
    const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
    const keys = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    this.close();
    this.choices.set({ [this.name()]: keys.length === 0 || keys.length === boxes.length ? null : keys });
  }

  protected clear(): void {
    this.close();
    this.choices.set({ [this.name()]: null });
  }

  private close(): void {
    this.panel().nativeElement.hidePopover();
  }
}
