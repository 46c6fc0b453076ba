import { Component, input } from '@angular/core';
import type { NotesBlock } from '@vigie/contracts';

import { BlockHead } from './block-head';

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
