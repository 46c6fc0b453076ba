import { computed, Directive, ElementRef, inject, input } from '@angular/core';

import { FormulaCards } from './formula-cards';
import type { FormulaKey, FormulaRow } from './formula-request';

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
