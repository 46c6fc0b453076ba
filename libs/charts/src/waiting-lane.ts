import {
  afterNextRender,
  type AnimationCallbackEvent,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  signal,
} from '@angular/core';

import { lanePosition, type LaneLines } from './lane-scale';
import { placeMarks, type LaneMark } from './place-marks';

/** Size assumed until the first measure, so that the first picture is nearly right. */
const assumed = { widthPx: 480, heightPx: 44 };
/** The height of a lane in marks, as in its style sheet. */
const marksHigh = 2.75;
/** The width of a letter of what is written beside a mark, the wider ones; its size does not follow the mark's. */
const letterPx = 6.5;
/** Neighbours overlap a little, so that the younger ones stand nearer to their true place. */
const overlap = 0.78;

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
    <span class="rails">
      @for (mark of placed(); track mark.id) {
        <span
          class="rail"
          [style.transform]="'translateX(' + mark.x + '%)'"
          animate.enter="coming"
          [attr.data-mark]="mark.id"
          (animate.leave)="leave($event)"
        >
          <i [class]="mark.level" [class.hollow]="mark.hollow"></i>
          @if (mark.count > 1 || mark.label) {
            <span [class]="'beside ' + mark.side">
              @if (mark.count > 1) {
                <b>×{{ mark.count }}</b>
              }
              {{ mark.label }}
            </span>
          }
        </span>
      }
    </span>
  `,
})
export class WaitingLane {
  readonly marks = input.required<readonly LaneMark[]>();
  readonly lines = input.required<LaneLines>();
  /** The instant drawn, ms since 1970, by the server's clock. */
  readonly now = input.required<number>();
  readonly sentence = input.required<string>();
  /** How marks that are gone have left: answered ones slide home, lost ones fall, others only fade. */
  readonly departed = input<ReadonlyMap<string, 'answered' | 'lost'>>(new Map());

  private readonly size = signal(assumed);
  protected readonly at = lanePosition;
  protected readonly placed = computed(() => {
    const { widthPx, heightPx } = this.size();
    const mark = (heightPx / marksHigh / widthPx) * 100;
    return placeMarks(this.marks(), {
      now: this.now(),
      lines: this.lines(),
      gap: mark * overlap,
      letter: (letterPx / widthPx) * 100,
    });
  });

  /** Takes a mark out; the browser's end of the animation removes it. */
  protected leave({ target }: AnimationCallbackEvent): void {
    const id = target.getAttribute('data-mark') ?? '';
    target.classList.add('leaving', this.departed().get(id) ?? 'fading');
  }

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new ResizeObserver(([entry]) => {
        if (entry === undefined || entry.contentRect.width === 0) return;
        this.size.set({ widthPx: entry.contentRect.width, heightPx: entry.contentRect.height });
      });
      observer.observe(host);
      destroyed.onDestroy(() => {
        observer.disconnect();
      });
    });
  }
}
