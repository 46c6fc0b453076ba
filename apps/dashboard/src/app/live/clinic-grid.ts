import { Component, computed, ElementRef, inject, input, signal } from '@angular/core';
import { levelSigns, waitLevel } from '@vigie/charts';
import type { ClinicView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { OpenRow } from './open-row';

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** All clinics, one square each; one stop for the keyboard, arrows, Home and End move within. */
@Component({
  selector: 'vg-clinic-grid',
  styleUrl: './clinic-grid.css',
  template: `
    <ul [attr.aria-label]="words.t('calm.grid')">
      @for (square of squares(); track square.id; let index = $index) {
        <li>
          <button
            type="button"
            [class]="square.kind"
            [tabindex]="index === current() ? 0 : -1"
            [title]="square.title"
            (focus)="place.set(index)"
            (keydown)="move($event)"
            (click)="openRow.open('clinic', square.id)"
          >
            <span aria-hidden="true">{{ square.sign }}</span>
            <span class="hidden">{{ square.title }}</span>
            <b aria-hidden="true">{{ square.shortName }}</b>
            @if (square.waiting > 0) {
              <i aria-hidden="true">{{ square.waiting }}</i>
            }
          </button>
        </li>
      }
    </ul>
  `,
})
export class ClinicGrid {
  readonly clinics = input.required<readonly ClinicView[]>();

  protected readonly words = inject(Words);
  protected readonly openRow = inject(OpenRow);
  private readonly formats = inject(Formats);
  private readonly store = inject(LiveStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly place = signal(0);
  protected readonly current = computed(() => Math.min(this.place(), this.clinics().length - 1));

  protected readonly squares = computed(() =>
    this.clinics().map((clinic) => {
      const { kind, state } = this.stateOf(clinic);
      const sign = kind === 'closed' ? '○' : kind === 'quiet' ? '●' : levelSigns[kind];
      const { id, shortName, waiting, name } = clinic;
      return { id, shortName, waiting, kind, sign, title: this.words.t('calm.square', { name, state }) };
    }),
  );

  protected move(event: KeyboardEvent): void {
    const last = this.clinics().length - 1;
    const columns = Math.max(1, this.columns());
    const step =
      steps[event.key] ?? (event.key === 'ArrowDown' ? columns : event.key === 'ArrowUp' ? -columns : null);
    const target =
      event.key === 'Home' ? 0 : event.key === 'End' ? last : step === null ? null : this.current() + step;
    if (target === null) return;
    event.preventDefault();
    this.host.querySelectorAll('button')[Math.max(0, Math.min(last, target))]?.focus();
  }

  private columns(): number {
    const buttons = [...this.host.querySelectorAll('button')];
    const top = buttons[0]?.getBoundingClientRect().top;
    return buttons.filter((button) => button.getBoundingClientRect().top === top).length;
  }

  private stateOf(clinic: ClinicView): {
    readonly kind: 'closed' | 'quiet' | 'fine' | 'watch' | 'act';
    readonly state: string;
  } {
    if (clinic.longestSince !== null) {
      const waitMs = this.store.now() - clinic.longestSince;
      const wait = this.words.t('tile.longest', { wait: this.formats.duration(waitMs) });
      return {
        kind: waitLevel(waitMs, clinic.lines),
        state: `${this.words.n('headline.waiting', clinic.waiting)}, ${wait}`,
      };
    }
    return clinic.covered
      ? { kind: 'quiet', state: this.words.t('calm.quiet') }
      : { kind: 'closed', state: this.words.t('board.closed') };
  }
}
