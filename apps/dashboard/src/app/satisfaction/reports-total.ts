import { Component, computed, inject, input } from '@angular/core';
import type { ReportTotal } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { suppressedWord } from './suppressed-word';

/** All clinics of a month taken together: what the provider adds up. */
@Component({
  selector: 'vg-reports-total',
  imports: [FormulaButton],
  styleUrl: './reports-total.css',
  template: `
    <h2 class="hidden">{{ words.t('reports.total.title') }}</h2>
    <dl>
      <div>
        <dt>{{ words.t('reports.total.presented') }}</dt>
        <dd>{{ formats.number(total().presented) }}</dd>
      </div>
      <div>
        <dt>{{ words.t('reports.total.answered') }}</dt>
        <dd>
          <button vgFormula="coveredAnswered">{{ formats.number(total().coveredAnswered) }}</button>
        </dd>
      </div>
      <div>
        <dt>{{ unanswered() }}</dt>
        <dd>
          <button vgFormula="coveredUnansweredRate">{{ formats.number(total().unanswered) }}</button>
        </dd>
      </div>
      <div>
        <dt>{{ words.t('reports.total.outside') }}</dt>
        <dd>{{ formats.number(total().outside) }}</dd>
      </div>
      @if (total().otherCalls > 0) {
        <div>
          <dt>{{ words.t('reports.total.other') }}</dt>
          <dd>{{ formats.number(total().otherCalls) }}</dd>
        </div>
      }
      @if (total().ofNoReport > 0) {
        <div>
          <dt>{{ words.t('reports.total.ofNoReport') }}</dt>
          <dd>{{ formats.number(total().ofNoReport) }}</dd>
        </div>
      }
      <div>
        <dt>{{ satisfied() }}</dt>
        <dd>
          <button vgFormula="csat">{{ csat() }}</button>
        </dd>
      </div>
      @if (total().meanRating !== null) {
        <div>
          <dt>{{ words.t('reports.total.mean') }}</dt>
          <dd>{{ mean() }}</dd>
        </div>
      }
    </dl>
  `,
})
export class ReportsTotal {
  readonly total = input.required<ReportTotal>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected readonly csat = computed(() => this.formats.percent(this.total().csat?.value ?? null));
  protected readonly mean = computed(() => this.formats.hundredths(this.total().meanRating ?? 0));
  /** With the rate and what it is a share of, and the rate of the month before. */
  protected readonly unanswered = computed(() => {
    const { coveredUnansweredRate: now, coveredUnansweredRateBefore: before, covered } = this.total();
    if (now === null) return this.words.t('reports.total.unansweredOfNone');
    const told = { rate: this.formats.rate(now), covered: this.formats.number(covered) };
    return before === null
      ? this.words.t('reports.total.unanswered', told)
      : this.words.t('reports.total.unansweredThen', { ...told, before: this.formats.rate(before) });
  });
  /** Of whom the share is, with its margin; or the word why it is not told. */
  protected readonly satisfied = computed(() => {
    const { csat, suppressed } = this.total();
    const base =
      csat === null
        ? this.words.t(`published.suppressed.${suppressedWord(suppressed)}`)
        : this.words.t('reports.csat', {
            base: this.words.n('published.answers', csat.n),
            low: this.formats.percent(csat.low, 0),
            high: this.formats.percent(csat.high, 0),
          });
    return this.words.t('reports.total.satisfied', { base });
  });
}
