import { Component, input } from '@angular/core';
import type { FiguresBlock } from '@vigie/contracts';

import { BlockHead, toneClass, toneSign } from './block-head';
import { ReportCount } from './report-count';

/** Large figures side by side, each with what it is. */
@Component({
  selector: 'vg-figures-block',
  imports: [BlockHead, ReportCount],
  styles: `
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
      gap: 12px 20px;
    }
    div {
      display: flex;
      flex-direction: column-reverse;
      justify-content: flex-end;
    }
    dd {
      font-size: 26px;
      font-weight: 650;
      line-height: 1.25;
      letter-spacing: -0.01em;
    }
    dt {
      color: var(--muted);
      font-size: 13px;
    }
    dd span {
      font-size: 16px;
    }
    @media (width < 420px) {
      dl {
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 12px;
      }
      dd {
        font-size: 22px;
      }
    }
  `,
  template: `
    <vg-block-head [title]="block().title" [note]="block().note" />
    <dl>
      @for (figure of block().figures; track $index) {
        <div>
          <dt>{{ figure.label }}</dt>
          <dd [class]="tone[figure.tone ?? 'neutral']">
            @if (figure.tone && figure.tone !== 'neutral') {
              <span aria-hidden="true">{{ sign[figure.tone] }}</span>
            }
            @if (figure.calls; as calls) {
              <vg-report-count [value]="figure.value" [calls]="calls" />
            } @else {
              {{ figure.value }}
            }
          </dd>
        </div>
      }
    </dl>
  `,
})
export class FiguresBlockView {
  readonly block = input.required<FiguresBlock>();
  protected readonly tone = toneClass;
  protected readonly sign = toneSign;
}
