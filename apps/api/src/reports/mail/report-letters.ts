import { Injectable } from '@nestjs/common';

import type { Delivery, DeliveryKind, Letter } from '../../deliveries/delivery';
import { Outbox } from '../../deliveries/outbox';
import { renderReportPdf } from '../pdf/render-report-pdf';
import { ReportReader } from '../report-reader';
import { typeset } from '../words/report-format';
import { tongueOf } from '../words/words-of';
import { reportKind, type ReportVersion } from './report-mail';

const dayMs = 86_400_000;

/** Final reports as letters of the outbox, to those who get them by e-mail: a few words and the PDF. */
@Injectable()
export class ReportLetters implements DeliveryKind {
  readonly name = reportKind;
  readonly triedMs = 3 * dayMs;
  /** Two years, as long as anybody looks back on the list. */
  readonly keptMs = 731 * dayMs;

  constructor(
    outbox: Outbox,
    private readonly reader: ReportReader,
  ) {
    outbox.add(this);
  }

  readonly write = async ({ tenantId, about, address }: Delivery): Promise<Letter> => {
    const { clinicId, month, version } = about as unknown as ReportVersion;
    const document = await this.reader.document(tenantId, { month, clinicId, version });
    const { words, format } = tongueOf(document.language);
    const named = format.monthOfYear(month);
    const mail = {
      to: address.toString('utf8'),
      subject: typeset(document.language, words.mail.subject(document.title, named)),
      text: typeset(document.language, words.mail.text(document.title, named)),
      attachments: [
        {
          filename: `${clinicId}-${month}.pdf`.replaceAll(/[^\w.-]/gu, '_'),
          content: await renderReportPdf(document, 'due'),
          contentType: 'application/pdf',
        },
      ],
    };
    return { by: 'mail', mail };
  };
}
