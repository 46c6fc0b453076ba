import { Component, input } from '@angular/core';
import type { WaitLevel } from '@vigie/charts';

/** The frame of one tile; its level shows in the edge and the ground, never alone. */
@Component({
  selector: 'vg-live-tile',
  host: { class: 'card', '[class]': 'level()', role: 'group', '[attr.aria-label]': 'label()' },
  styleUrl: './live-tile.css',
  template: `
    <h2>{{ label() }}</h2>
    <ng-content />
  `,
})
export class LiveTile {
  readonly label = input.required<string>();
  readonly level = input<WaitLevel | ''>('');
}
