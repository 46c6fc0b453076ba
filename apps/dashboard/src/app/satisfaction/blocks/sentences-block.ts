import { Component, input } from '@angular/core';
import type { SentencesBlock } from '@vigie/contracts';

/** The sentences for someone with five minutes. */
@Component({
  selector: 'vg-sentences-block',
  styles: `
    p {
      max-width: 76ch;
      font-size: 16px;
      line-height: 1.6;
    }
  `,
  template: `
    <p>
      @for (sentence of block().sentences; track $index) {
        @for (run of sentence; track $index) {
          @if (run.strong) {
            <strong>{{ run.text }}</strong>
          } @else {
            <span>{{ run.text }}</span>
          }
        }
        {{ ' ' }}
      }
    </p>
  `,
})
export class SentencesBlockView {
  readonly block = input.required<SentencesBlock>();
}
