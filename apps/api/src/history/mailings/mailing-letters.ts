import { buffer } from 'node:stream/consumers';

import { Inject, Injectable } from '@nestjs/common';
import type { HistoryFrame, MailingRhythm } from '@vigie/contracts';

import { heldMemberships } from '../../access/people/membership-store';
import { historyUrl } from '../../access/people/link-url';
import { findPerson, type StoredPerson } from '../../access/people/person-store';
import { owesFactor } from '../../access/second-factor/factor-rule-store';
import { viewerSignedIn, type Viewer } from '../../access/viewer';
import { AuditLog } from '../../audit/audit-log';
import type { Delivery, DeliveryKind, Letter } from '../../deliveries/delivery';
import { Outbox } from '../../deliveries/outbox';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Database } from '../../platform/database';
import { Problem } from '../../platform/problems';
import { csvLocaleOf } from '../../platform/tables/csv-text';
import { writtenFile } from '../../platform/tables/table-file';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { breakdownTable } from '../breakdown-table';
import { History } from '../history';
import { withDefinitions } from '../../metrics/defined-files';
import { historyTable } from '../history-table';
import { mailingQuery } from './mailing-query';
import { findMailing, type StoredMailing } from './mailing-store';
import { languageOf, writeMailing } from './mailing-words';

const hourMs = 3_600_000;
/** The outbox's name for them. */
export const mailingKind = 'history mailing';

const rangeOf: Readonly<Record<MailingRhythm, HistoryFrame['range']>> = {
  day: 'today',
  week: 'week',
  month: 'month',
};

type To = { readonly mailing: StoredMailing; readonly person: StoredPerson; readonly viewer: Viewer };

/**
 * Histories as letters of the outbox. What is in one is worked out when it is written, by what its person may see then:
 * to somebody who sees no history any more nothing goes.
 */
@Injectable()
export class MailingLetters implements DeliveryKind {
  readonly name = mailingKind;
  readonly triedMs = 48 * hourMs;
  readonly keptMs = 30 * 24 * hourMs;

  constructor(
    outbox: Outbox,
    private readonly database: Database,
    private readonly history: History,
    private readonly tenants: TenantDirectory,
    private readonly audit: AuditLog,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    outbox.add(this);
  }

  readonly write = async ({ tenantId, topic, about, address }: Delivery): Promise<Letter | null> => {
    const to = await this.receiver(tenantId, topic);
    const tenant = await this.tenants.find(tenantId);
    if (to === null || tenant === undefined) return null;
    try {
      const on = String(about['on']);
      const letter = await this.letterOf(to, on, tenant.name);
      await this.note(to, on);
      return { by: 'mail', mail: { to: address.toString('utf8'), ...letter } };
    } catch (error) {
      // What narrows it is not theirs any more, or says nothing: that will not be otherwise later.
      if (error instanceof Problem && error.status < 500) return null;
      throw error;
    }
  };

  private async letterOf({ mailing, person, viewer }: To, on: string, centre: string) {
    const { name, every, part, format } = mailing;
    const { asked, text } = mailingQuery(mailing.query, part);
    const { by, ...narrowed } = asked;
    const address = { ...narrowed, range: rangeOf[every], on };
    const page = await this.history.page(viewer, address);
    const table =
      part === 'page'
        ? historyTable(page)
        : breakdownTable(await this.history.breakdown(viewer, { ...address, by }));
    const language = mailing.language ?? languageOf(person.language);
    const { stream, type, filename } = writtenFile(
      withDefinitions(table),
      { format, locale: csvLocaleOf(person.csv, language) },
      `history-${on}`,
    );
    const { frame, headlines } = page;
    const url = historyUrl(this.config, `range=${rangeOf[every]}&on=${on}${text === '' ? '' : `&${text}`}`);
    const isIncomplete = (page.incomplete ?? []).length > 0;
    const facts = { name, person: person.name, centre, every, frame, headlines, isIncomplete, url };
    const attachments = [{ filename, content: await buffer(stream), contentType: type }];
    return { ...writeMailing(language, facts), attachments };
  }

  /** Who gets it, with what they may see now; null where it or they are gone, or they see no history any more. */
  private receiver(tenantId: string, mailingId: string): Promise<To | null> {
    return this.database.withTenant(tenantId, async (tx) => {
      const mailing = await findMailing(tx, tenantId, mailingId);
      const person = mailing && (await findPerson(tx, tenantId, mailing.personId));
      if (person === undefined || mailing === undefined) return null;
      const { personId, name, agentId } = person;
      const memberships = await heldMemberships(tx, tenantId, personId);
      const roles = memberships.map(({ role }) => role);
      if (await owesFactor(tx, tenantId, { personId, roles })) return null;
      const who = { tenantId, personId, sessionId: null, name, agentId, memberships };
      const viewer = viewerSignedIn(who, 'metrics.see');
      return viewer.may('metrics.see') ? { mailing, person, viewer } : null;
    });
  }

  /** A file leaves the house: written down first, as when it is taken out. */
  private note({ mailing, person, viewer }: To, on: string): Promise<void> {
    const role = viewer.roles.join('+');
    return this.audit.recordBefore(viewer.tenantId, {
      actor: { kind: 'person', id: person.personId, role: role === '' ? null : role },
      action: 'metrics.see',
      subject: `mailing ${mailing.mailingId} ${on}`,
    });
  }
}
