import { Component, DestroyRef, type ElementRef, inject, input, signal, viewChild } from '@angular/core';

import { addressOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Language } from '../shell/language';
import { Me } from '../shell/me';
import { saveBlob } from '../shell/save-file';
import { Words } from '../shell/words';
import type { Question } from './history-choices';
import { troubleOf, type HistoryTrouble } from './history-store';
import { PanelPlace } from './panel-place';
import { readFile } from './read-file';

/** Something that can be taken along: what the button says, and where it is asked for. */
export type Exportable = { readonly name: string; readonly path: string; readonly question: Question };

const formats = ['csv', 'xlsx'] as const;
const kilobyte = 1000;

/** Takes what is shown along as a file: its progress is told, and it can be cancelled. */
@Component({
  selector: 'vg-export-menu',
  imports: [PanelPlace],
  styleUrl: './panel.css',
  template: `
    <button #opener type="button" class="button" popovertarget="export-panel">
      {{ words.t('history.files.title') }} <span aria-hidden="true">▾</span>
    </button>
    <div
      #panel
      popover
      id="export-panel"
      role="group"
      [vgPanelPlace]="opener"
      [attr.aria-label]="words.t('history.files.title')"
    >
      @for (one of of(); track one.name) {
        <p class="muted">{{ one.name }}</p>
        <p class="do">
          @for (format of formats; track format) {
            <button
              type="button"
              class="button"
              [attr.aria-label]="words.t(names[format]) + ' · ' + one.name"
              [attr.aria-disabled]="running() !== null || null"
              (click)="take(one, format)"
            >
              {{ words.t(names[format]) }}
            </button>
          }
        </p>
      }
      <p role="status">
        @if (running() !== null) {
          {{ words.t('history.files.running', { n: kilobytes() }) }}
        } @else if (trouble() === 'tooWide') {
          <span class="watch">{{ words.t('history.states.tooWideTitle') }}</span>
        } @else if (trouble() !== null) {
          <span class="act">{{ words.t('history.files.failed') }}</span>
        }
      </p>
      @if (running() !== null) {
        <button type="button" class="button" (click)="cancel()">{{ words.t('history.files.cancel') }}</button>
      }
      <ng-content />
    </div>
  `,
})
export class ExportMenu {
  readonly of = input.required<readonly Exportable[]>();

  protected readonly words = inject(Words);
  private readonly numbers = inject(Formats);
  private readonly language = inject(Language);
  private readonly me = inject(Me);
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  protected readonly formats = formats;
  protected readonly names = { csv: 'history.files.csv', xlsx: 'history.files.xlsx' } as const;
  /** Bytes that have come of the file under way; null: none is. */
  protected readonly running = signal<number | null>(null);
  protected readonly trouble = signal<HistoryTrouble | null>(null);
  private asking: AbortController | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.cancel());
  }

  protected kilobytes(): string {
    return this.numbers.number(Math.ceil((this.running() ?? 0) / kilobyte));
  }

  /** The file as it is asked for, in the separators of the language of the page. */
  protected async take({ path, question }: Exportable, format: string): Promise<void> {
    if (this.running() !== null) return;
    const asking = new AbortController();
    this.asking = asking;
    this.running.set(0);
    this.trouble.set(null);
    try {
      const address = addressOf(path, { ...question, format, locale: this.locale() });
      const { name, blob } = await readFile(address, asking.signal, (bytes) => this.running.set(bytes));
      saveBlob(name, blob);
      this.panel().nativeElement.hidePopover();
    } catch (error) {
      if (!asking.signal.aborted) this.trouble.set(troubleOf(error));
    } finally {
      this.running.set(null);
    }
  }

  /** Whose spreadsheet the file is for: as one's account says, else as the language of the page; null: a program's. */
  private locale(): string | null {
    switch (this.me.who()?.person?.csv) {
      case 'semicolon':
        return 'fr';
      case 'comma':
        return 'en';
      case 'program':
        return null;
      default:
        return this.language.active();
    }
  }

  protected cancel(): void {
    this.asking?.abort();
  }
}
