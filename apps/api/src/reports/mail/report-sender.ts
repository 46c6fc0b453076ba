import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { Mailer, type MailOutcome } from '../../platform/mailer';
import { renderReportPdf } from '../pdf/render-report-pdf';
import { ReportReader } from '../report-reader';
import { typeset } from '../words/typeset';
import { tongueOf } from '../words/words-of';
import { claimMailings, settleMailing, type Mailing, type MailingOutcome } from './mailing-store';

const minuteMs = 60_000;
/** How long one attempt may take before another process takes it up, and how long to wait after each failure. */
const attemptMs = 10 * minuteMs;
const mostAttempts = 6;
const atOnce = 20;

/** Sends final reports to those who get them by e-mail: a few words and the PDF. */
@Injectable()
export class ReportSender {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    private readonly reader: ReportReader,
  ) {}

  /** Sends what is due of a tenant; resolves with how many were taken by the mail server. */
  async deliver(tenantId: string): Promise<number> {
    if (!this.mailer.isConfigured) return 0;
    const now = this.clock.now();
    const due = { now, until: now + attemptMs, limit: atOnce };
    const mailings = await this.database.withTenant(tenantId, (tx) => claimMailings(tx, tenantId, due));
    let accepted = 0;
    for (const mailing of mailings) {
      const outcome = await this.send(tenantId, mailing);
      if (outcome === 'accepted') accepted += 1;
      const settled = settledOutcome(outcome, mailing);
      if (settled === undefined) continue;
      await this.database.withTenant(tenantId, (tx) => settleMailing(tx, tenantId, mailing, settled));
    }
    return accepted;
  }

  private async send(
    tenantId: string,
    { clinicId, month, version, recipient, address }: Mailing,
  ): Promise<MailOutcome> {
    const document = await this.reader.document(tenantId, { month, clinicId, version });
    const { words, format } = tongueOf(document.language);
    const named = format.monthOfYear(month);
    return this.mailer.send({
      to: address,
      id: `report-${tenantId}-${clinicId}-${month}-${version}-${recipient}`.replaceAll(/[^\w-]/gu, '_'),
      subject: typeset(document.language, words.mail.subject(document.title, named)),
      text: typeset(document.language, words.mail.text(document.title, named)),
      attachments: [
        {
          filename: `${clinicId}-${month}.pdf`.replaceAll(/[^\w.-]/gu, '_'),
          content: await renderReportPdf(document, 'due'),
          contentType: 'application/pdf',
        },
      ],
    });
  }
}

/** What an attempt settles; undefined when another one is to be made. */
function settledOutcome(outcome: MailOutcome, { attempts }: Mailing): MailingOutcome | undefined {
  if (outcome !== 'unavailable') return outcome;
  return attempts >= mostAttempts ? 'given_up' : undefined;
}
