import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportSummary } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { reportAddress } from './report-addresses';
import { monthBefore } from './report-line';
import { suppressedWord } from './suppressed-word';

/** One line a clinic; on a narrow screen one card a clinic. Figures are the server's, written in words. */
@Component({
  selector: 'vg-reports-table',
  imports: [FormulaButton, RouterLink],
  styleUrl: './reports-table.css',
  templateUrl: './reports-table.html',
})
export class ReportsTable {
  readonly lines = input.required<readonly ReportSummary[]>();
  readonly month = input.required<string>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  /** The month before, `YYYY-MM`. */
  private readonly before = computed(() => monthBefore(this.month()));

  /** The share unanswered of the month before; empty where there is none. */
  protected past({ coveredUnansweredRateBefore: rate }: ReportSummary): string {
    if (rate === null) return '';
    const month = this.formats.month(this.before());
    return this.words.t('reports.before', { month, rate: this.formats.rate(rate) });
  }

  protected status({ status, version }: ReportSummary): string {
    const word = this.words.t(`reports.status.${status ?? 'none'}`);
    return status === 'revised' && version !== null
      ? `${word} · ${this.words.t('reports.version', { n: version })}`
      : word;
  }

  /** How many opened it by the letter's link, and how many of them said something. */
  protected read(opened: number, answered: number): string {
    const parts = [this.words.n('reader.opened', opened)];
    if (answered > 0) parts.push(this.words.n('reader.answered', answered));
    return parts.join(', ');
  }

  /** Recipients who will not get it by e-mail: an address to be mended. */
  protected undelivered({ mail }: ReportSummary): number {
    return mail === null ? 0 : mail.refused + mail.givenUp;
  }

  protected why(line: ReportSummary): string {
    return this.words.t(`published.suppressed.${suppressedWord(line.suppressed)}`);
  }

  protected base({ csat }: ReportSummary): string {
    if (csat === null) return '';
    return this.words.t('reports.csat', {
      base: this.words.n('published.answers', csat.n),
      low: this.formats.percent(csat.low, 0),
      high: this.formats.percent(csat.high, 0),
    });
  }

  protected file({ clinicId }: ReportSummary, format: 'pdf' | 'spreadsheet'): string {
    const tenant = this.tenants.chosen();
    return reportAddress({ month: this.month(), clinicId, language: null, tenant }, format);
  }
}
