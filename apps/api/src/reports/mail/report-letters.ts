import { Inject, Injectable } from '@nestjs/common';
import type { ReportDocument } from '@vigie/contracts';

import type { Delivery, DeliveryKind, Letter } from '../../deliveries/delivery';
import { Outbox } from '../../deliveries/outbox';
import { readerUrl } from '../../access/people/link-url';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { ReaderLinks } from '../readers/reader-links';
import { forgetReaders, type ReaderOf } from '../readers/reader-store';
import { renderReportPdf } from '../pdf/render-report-pdf';
import { ReportReader } from '../report-reader';
import { typeset } from '../words/report-format';
import { tongueOf } from '../words/words-of';
import { reportKind } from './report-mail';

const dayMs = 86_400_000;

/** Final reports as letters of the outbox, to those who get them by e-mail: the sentences of page one, a link, the PDF. */
@Injectable()
export class ReportLetters implements DeliveryKind {
  readonly name = reportKind;
  readonly triedMs = 3 * dayMs;
  /** Two years, as long as anybody looks back on the list. */
  readonly keptMs = 731 * dayMs;

  constructor(
    outbox: Outbox,
    private readonly reader: ReportReader,
    private readonly links: ReaderLinks,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    outbox.add(this);
  }

  readonly forget = forgetReaders;

  readonly write = async ({ tenantId, about, address }: Delivery): Promise<Letter> => {
    const { clinicId, month, version, recipient } = about as unknown as ReaderOf;
    const document = await this.reader.document(tenantId, { month, clinicId, version });
    const { words, format } = tongueOf(document.language);
    const named = format.monthOfYear(month);
    // Drawn before the link is made: a letter that cannot be drawn leaves none.
    const content = await renderReportPdf(document, 'due');
    const mail = {
      to: address.toString('utf8'),
      subject: typeset(document.language, words.mail.subject(document.title, named)),
      text: await this.textOf(tenantId, document, { clinicId, month, version, recipient }),
      attachments: [
        {
          filename: `${clinicId}-${month}.pdf`.replaceAll(/[^\w.-]/gu, '_'),
          content,
          contentType: 'application/pdf',
        },
      ],
    };
    return { by: 'mail', mail };
  };

  /** The link is made when the letter is written, so that no secret waits in the outbox. */
  private async textOf(tenantId: string, document: ReportDocument, of: ReaderOf): Promise<string> {
    const { language, title } = document;
    const { words, format } = tongueOf(language);
    const parts = [words.mail.text(title, format.monthOfYear(of.month)).trim(), ...sentencesOf(document)];
    const link = await this.links.make(tenantId, of);
    const url = link === null ? null : readerUrl(this.config, link.token);
    if (link !== null && url !== null) parts.push(words.mail.read(format.day(link.expiresAt, 'UTC')), url);
    return `${parts.map((part) => (part === url ? part : typeset(language, part))).join('\n\n')}\n`;
  }
}

/** What page one says in sentences. */
function sentencesOf({ pages }: ReportDocument): readonly string[] {
  const block = pages[0]?.blocks.find(({ kind }) => kind === 'sentences');
  if (block?.kind !== 'sentences') return [];
  return block.sentences.map((runs) => runs.map(({ text }) => text).join(''));
}
