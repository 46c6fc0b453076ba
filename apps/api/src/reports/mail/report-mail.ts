import type { ReportMail } from '@vigie/contracts';

import { messageIdOf } from '../../deliveries/delivery';
import { deliveriesAbout, type DeliveryState } from '../../deliveries/delivery-store';
import type { Outbox } from '../../deliveries/outbox';
import type { Tx } from '../../platform/database';
import { listAnswers, listReaderLinks, type ReaderOf } from '../readers/reader-store';
import type { OfClinic } from '../report-note-store';

/** The outbox's name for reports. */
export const reportKind = 'monthly report';

/** One version of a clinic's report. */
export type ReportVersion = OfClinic & { readonly version: number };

/**
 * Hands in a letter for each recipient of a version computed at that instant (ms since 1970). The addresses stand in
 * the settings as clear as here.
 */
export async function putReportLetters(
  outbox: Outbox,
  tx: Tx,
  {
    tenantId,
    clinicId,
    month,
    version,
    computedAt,
  }: ReportVersion & { readonly tenantId: string; readonly computedAt: number },
  addresses: readonly string[],
): Promise<void> {
  for (const [index, address] of addresses.entries()) {
    const recipient = index + 1;
    await outbox.put(tx, {
      tenantId,
      messageId: messageIdOf('report', tenantId, clinicId, month, version, recipient),
      kind: reportKind,
      topic: month,
      about: { clinicId, month, version, recipient },
      address: Buffer.from(address, 'utf8'),
      createdAt: computedAt,
    });
  }
}

/** Those whose letter of a clinic's report is still to be sent, or to be tried again. */
export async function lettersUnderWay(
  tx: Tx,
  tenantId: string,
  { clinicId, month }: OfClinic,
): Promise<readonly ReaderOf[]> {
  const letters = await deliveriesAbout(tx, tenantId, { kind: reportKind, topic: month });
  return letters
    .filter(({ about, outcome }) => outcome === null && about['clinicId'] === clinicId)
    .map(({ about }) => about as unknown as ReaderOf);
}

/** What became of the letters of a month, by clinic: those of the latest version that was sent to anybody. */
export async function readReportMail(
  tx: Tx,
  tenantId: string,
  month: string,
): Promise<ReadonlyMap<string, ReportMail>> {
  const letters = await deliveriesAbout(tx, tenantId, { kind: reportKind, topic: month });
  const links = Map.groupBy(await listReaderLinks(tx, tenantId, { month }), ({ clinicId }) => clinicId);
  const answers = Map.groupBy(await listAnswers(tx, tenantId, { month }), ({ clinicId }) => clinicId);
  const byClinic = Map.groupBy(letters, ({ about }) => String(about['clinicId']));
  return new Map(
    [...byClinic].map(([clinicId, sent]) => {
      const opened = (links.get(clinicId) ?? []).filter(({ openedAt }) => openedAt !== null);
      const read = { opened: recipients(opened), answered: recipients(answers.get(clinicId) ?? []) };
      return [clinicId, { ...mailOf(sent), ...read }];
    }),
  );
}

/** How many, each counted once. */
function recipients(of: readonly { readonly recipient: number }[]): number {
  return new Set(of.map(({ recipient }) => recipient)).size;
}

function mailOf(letters: readonly DeliveryState[]): Omit<ReportMail, 'opened' | 'answered'> {
  const versionOf = ({ about }: DeliveryState): number => Number(about['version']);
  const latest = Math.max(...letters.map(versionOf));
  const count = (...outcomes: readonly DeliveryState['outcome'][]): number =>
    letters.filter((each) => versionOf(each) === latest && outcomes.includes(each.outcome)).length;
  return {
    version: latest,
    sent: count('delivered', 'handed_over'),
    waiting: count(null),
    refused: count('refused'),
    givenUp: count('given_up'),
  };
}
