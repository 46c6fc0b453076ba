import { Component, computed, input } from '@angular/core';
import encodeQR from 'qr';

/** White modules around it, without which a camera finds no edge. */
const border = 4;

/** A text as a square that a telephone reads, drawn here: no server is told what it says. */
@Component({
  selector: 'vg-qr-picture',
  styles: `
    :host {
      flex: 0 1 220px;
    }
    svg {
      display: block;
      width: 100%;
      border-radius: 8px;
      background: #fff;
    }
  `,
  template: `
    <svg role="img" [attr.viewBox]="box()" [attr.aria-label]="label()" shape-rendering="crispEdges">
      <path fill="#000" [attr.d]="path()" />
    </svg>
  `,
})
export class QrPicture {
  readonly text = input.required<string>();
  readonly label = input.required<string>();

  private readonly modules = computed(() => encodeQR(this.text(), 'raw', { ecc: 'medium', border }));
  protected readonly box = computed(() => `0 0 ${this.modules().length} ${this.modules().length}`);
  protected readonly path = computed(() =>
    this.modules()
      .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join(''),
  );
}
