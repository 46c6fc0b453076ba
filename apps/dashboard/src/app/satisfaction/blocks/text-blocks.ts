import { Component, input } from '@angular/core';
import type { NotesBlock, SentencesBlock } from '@vigie/contracts';

import { BlockHead } from './block-head';

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

/** Notes and method, in plain paragraphs. */
@Component({
  selector: 'vg-notes-block',
  imports: [BlockHead],
  styles: `
    p {
      max-width: 80ch;
      font-size: 13.5px;
    }
    p + p {
      margin-top: 6px;
    }
  `,
  template: `
    <vg-block-head [title]="block().title" [note]="block().note" />
    @for (paragraph of block().paragraphs; track $index) {
      <p>{{ paragraph }}</p>
    }
  `,
})
export class NotesBlockView {
  readonly block = input.required<NotesBlock>();
}
