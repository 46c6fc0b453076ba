import { Component, input } from '@angular/core';
import type { ReportTone } from '@vigie/contracts';

/** The class of the page's colours for a tone. */
export const toneClass = { good: 'fine', watch: 'watch', act: 'act', neutral: '' } as const satisfies Record<
  ReportTone,
  string
>;

/** The mark that stands beside every colour. */
export const toneSign = { good: '●', watch: '◆', act: '▲', neutral: '○' } as const satisfies Record<
  ReportTone,
  string
>;

/** The title of a block and, small beside it, its base. */
@Component({
  selector: 'vg-block-head',
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 2px 14px;
      margin-bottom: 8px;
    }
    h3 {
      font-size: 14px;
      line-height: 1.4;
    }
    div {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 10px;
    }
    p {
      color: var(--muted);
      font-size: 12.5px;
    }
  `,
  template: `
    <h3>{{ title() }}</h3>
    <div>
      @if (note(); as base) {
        <p>{{ base }}</p>
      }
      <ng-content />
    </div>
  `,
})
export class BlockHead {
  readonly title = input.required<string>();
  readonly note = input<string>();
}
