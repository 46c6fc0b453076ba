import { Component, computed, input } from '@angular/core';

import { lanePicture, type TimedLane } from './lane-picture';

/**
 * What went on side by side, on one axis of time: a lane each, pieces told apart by texture and by the words beside
 * them. For a screen reader it is the sentence given; the page has the table.
 */
@Component({
  selector: 'vg-call-lanes',
  host: { role: 'img', '[attr.aria-label]': 'sentence()' },
  styleUrl: './call-lanes.css',
  template: `
    <div class="axis">
      <span></span>
      <div class="ticks">
        @for (tick of picture().ticks; track tick.at) {
          <span [style.left.%]="tick.at" [class.end]="tick.at > 96">{{ tick.text }}</span>
        }
      </div>
    </div>
    @for (lane of picture().lanes; track $index) {
      <div class="lane">
        <b>{{ lane.name }}</b>
        <div class="line">
          @for (tick of picture().ticks; track tick.at) {
            <i class="tick" [style.left.%]="tick.at"></i>
          }
          @for (piece of lane.pieces; track $index) {
            <span
              class="piece"
              [class]="piece.kind"
              [class.missed]="piece.missed"
              [class.open]="piece.open"
              [style.left.%]="piece.left"
              [style.width.%]="piece.width"
            ></span>
          }
          @for (piece of lane.pieces; track $index) {
            @if (piece.shown) {
              <small
                [style.left.%]="piece.left + piece.width / 2"
                [class.start]="piece.edge === 'start'"
                [class.end]="piece.edge === 'end'"
                >{{ piece.text }}</small
              >
            }
          }
        </div>
      </div>
    }
  `,
})
export class CallLanes {
  readonly lanes = input.required<readonly TimedLane[]>();
  readonly sentence = input.required<string>();
  /** How an offset from the beginning is written. */
  readonly format = input.required<(ms: number) => string>();

  protected readonly picture = computed(() => lanePicture(this.lanes(), this.format()));
}
