import { afterNextRender, Component, computed, DestroyRef, ElementRef, inject, input, signal } from '@angular/core';

import { lanePosition, type LaneLines } from './lane-scale';
import { placeMarks, type LaneMark } from './place-marks';

const markPx = 17;
const letterPx = 6.4;
/** Width assumed until the first measure, so that the first picture is nearly right. */
const assumedPx = 480;

/**
 * A lane: each mark a patient who is waiting, moving right as the wait grows. Colours come from the page's tokens
 * (`--dot`, `--watch`, `--alarm`, `--lane`, `--surface`, `--muted`). For a screen reader it is the sentence given.
 */
@Component({
  selector: 'vg-waiting-lane',
  host: { role: 'img', '[attr.aria-label]': 'sentence()' },
  styleUrl: './waiting-lane.css',
  template: `
    <span class="track"></span>
    <span class="line target" [style.left.%]="at(lines().targetMs)"></span>
    <span class="line watch" [style.left.%]="at(lines().watchMs)"></span>
    <span class="line limit" [style.left.%]="at(lines().limitMs)"></span>
    @for (mark of placed(); track mark.id) {
      <span class="rail" [style.transform]="'translateX(' + mark.x + '%)'" animate.enter="coming" animate.leave="leaving">
        <i [class]="mark.level" [class.hollow]="mark.hollow"></i>
        @if (mark.count > 1) {
          <b>×{{ mark.count }}</b>
        }
        @if (mark.label) {
          <em>{{ mark.label }}</em>
        }
      </span>
    }
  `,
})
export class WaitingLane {
  readonly marks = input.required<readonly LaneMark[]>();
  readonly lines = input.required<LaneLines>();
  /** The instant drawn, ms since 1970, by the server's clock. */
  readonly now = input.required<number>();
  readonly sentence = input.required<string>();

  private readonly widthPx = signal(assumedPx);
  protected readonly at = lanePosition;
  protected readonly placed = computed(() =>
    placeMarks(this.marks(), {
      now: this.now(),
      lines: this.lines(),
      gap: (markPx / this.widthPx()) * 100,
      letter: (letterPx / this.widthPx()) * 100,
    }),
  );

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new ResizeObserver(([entry]) => {
        if (entry !== undefined && entry.contentRect.width > 0) this.widthPx.set(entry.contentRect.width);
      });
      observer.observe(host);
      destroyed.onDestroy(() => {
        observer.disconnect();
      });
    });
  }
}
