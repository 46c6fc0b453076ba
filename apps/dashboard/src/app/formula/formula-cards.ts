import { computed, Directive, ElementRef, inject, input, Service, signal } from '@angular/core';

import type { FormulaKey, FormulaRequest, FormulaRow } from './formula-request';

/** Which card is open, and beside which number. */
export type OpenCard = { readonly request: FormulaRequest; readonly anchor: HTMLElement };

/** A press closes an open card before its click arrives; within this time that click must not open it again. */
const samePressMs = 400;

/** At most one formula card is open. */
@Service()
export class FormulaCards {
  private readonly shown = signal<OpenCard | null>(null);
  private closed: { readonly anchor: HTMLElement; readonly at: number } | null = null;
  readonly open = this.shown.asReadonly();

  /** Opens the card of a number, or closes it when it is open; `at` is the time stamp of the click. */
  toggle(request: FormulaRequest, anchor: HTMLElement, at: number): void {
    const justClosed = this.closed?.anchor === anchor && at - this.closed.at < samePressMs;
    if (this.shown()?.anchor === anchor) this.close(at);
    else if (!justClosed) this.shown.set({ request, anchor });
  }

  /** Closes the open card; `at` is the time stamp of the event that did. */
  close(at: number): void {
    const open = this.shown();
    if (open !== null) this.closed = { anchor: open.anchor, at };
    this.shown.set(null);
  }
}

/** Makes a number a button that opens its formula card, by pointer or keyboard. */
@Directive({
  selector: 'button[vgFormula]',
  host: {
    type: 'button',
    class: 'number',
    'aria-haspopup': 'dialog',
    '[attr.aria-expanded]': 'expanded()',
    '(click)': 'toggle($event)',
  },
})
export class FormulaButton {
  readonly vgFormula = input.required<FormulaKey>();
  readonly row = input<FormulaRow | null>(null);

  private readonly cards = inject(FormulaCards);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly expanded = computed(() => this.cards.open()?.anchor === this.host);

  protected toggle(event: Event): void {
    this.cards.toggle({ key: this.vgFormula(), row: this.row() }, this.host, event.timeStamp);
  }
}

/** A box on the screen, in CSS pixels. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};
type Size = { readonly width: number; readonly height: number };

const gap = 8;

/** Where a card goes: under its number, above it where there is more room, always wholly on the screen. */
export function placeCard(
  anchor: Box,
  card: Size,
  screen: Size,
): { readonly left: number; readonly top: number } {
  const left = Math.max(gap, Math.min(anchor.left, screen.width - card.width - gap));
  const lowest = Math.max(gap, screen.height - card.height - gap);
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - gap - card.height;
  const top = below > lowest && above >= gap ? above : below;
  return { left, top: Math.max(gap, Math.min(top, lowest)) };
}
