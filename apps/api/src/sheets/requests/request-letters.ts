import { Inject, Injectable } from '@nestjs/common';
import type { SheetRequestState } from '@vigie/contracts';

import { sheetUrl } from '../../access/people/link-url';
import type { Delivery, DeliveryKind, Letter } from '../../deliveries/delivery';
import { Mailer } from '../../deliveries/mailer';
import { Outbox } from '../../deliveries/outbox';
import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Database, type Tx } from '../../platform/database';
import { toLanguage } from '../../settings/report-settings';
import type { ClinicSettings } from '../../settings/resolved-settings';
import { TenantSettings } from '../../settings/tenant-settings';

const dayMs = 86_400_000;

type Side = 'centre' | 'clinic';
type Told = Readonly<{
  tenantId: string;
  clinicId: string;
  id: string;
  state: SheetRequestState;
  to: Side;
}>;
type Language = ClinicSettings['report']['language'];
type Words = {
  readonly subject: (clinic: string) => string;
  readonly states: Readonly<Record<SheetRequestState, (clinic: string) => string>>;
  readonly link: string;
  readonly end: string;
};

const words: Readonly<Record<Language, Words>> = {
  fr: {
    subject: (clinic) => `Fiche de ${clinic}\u00a0: une demande`,
    states: {
      asked: (clinic) => `Une demande sur la fiche de ${clinic} vous attend.`,
      taken: (clinic) => `Votre demande sur la fiche de ${clinic} est prise en charge.`,
      done: (clinic) => `Votre demande sur la fiche de ${clinic} est faite.`,
      refused: (clinic) =>
        `Votre demande sur la fiche de ${clinic} n’est pas retenue\u00a0; la raison est sur la fiche.`,
    },
    link: 'La fiche\u00a0:',
    end: 'Ce message ne dit rien de ce qui est demandé\u00a0: on le lit sur la fiche.',
  },
  ca: {
    subject: (clinic) => `Fitxa de ${clinic}: una petició`,
    states: {
      asked: (clinic) => `Una petició sobre la fitxa de ${clinic} us espera.`,
      taken: (clinic) => `La vostra petició sobre la fitxa de ${clinic} ja es tracta.`,
      done: (clinic) => `La vostra petició sobre la fitxa de ${clinic} està feta.`,
      refused: (clinic) =>
        `La vostra petició sobre la fitxa de ${clinic} no s’ha acceptat; la raó és a la fitxa.`,
    },
    link: 'La fitxa:',
    end: 'Aquest missatge no diu res del que es demana: es llegeix a la fitxa.',
  },
  en: {
    subject: (clinic) => `Sheet of ${clinic}: a request`,
    states: {
      asked: (clinic) => `A request about the sheet of ${clinic} waits for you.`,
      taken: (clinic) => `Your request about the sheet of ${clinic} was taken up.`,
      done: (clinic) => `Your request about the sheet of ${clinic} is done.`,
      refused: (clinic) =>
        `Your request about the sheet of ${clinic} was not accepted; the reason is on the sheet.`,
    },
    link: 'The sheet:',
    end: 'This message says nothing of what is asked: it is read on the sheet.',
  },
  es: {
    subject: (clinic) => `Ficha de ${clinic}: una petición`,
    states: {
      asked: (clinic) => `Una petición sobre la ficha de ${clinic} le espera.`,
      taken: (clinic) => `Su petición sobre la ficha de ${clinic} ya se está tratando.`,
      done: (clinic) => `Su petición sobre la ficha de ${clinic} está hecha.`,
      refused: (clinic) =>
        `Su petición sobre la ficha de ${clinic} no se ha aceptado; la razón está en la ficha.`,
    },
    link: 'La ficha:',
    end: 'Este mensaje no dice nada de lo que se pide: se lee en la ficha.',
  },
};

/** Tells the other side that a request waits, or what came of one; never what is asked. */
@Injectable()
export class RequestLetters implements DeliveryKind {
  readonly name = 'sheet request';
  readonly triedMs = 3 * dayMs;
  readonly keptMs = 30 * dayMs;

  constructor(
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    outbox.add(this);
  }

  /** To a clinic's recipients of reports, or to the contact of the centre that they have; nothing where nobody is named. */
  async put(tx: Tx, { tenantId, clinicId, id, state, to }: Told): Promise<void> {
    if (!this.mailer.isConfigured) return;
    await this.settings.ensureLoaded(tx, tenantId);
    const { recipients, contact } = this.settings.current(tenantId).clinic(clinicId).report;
    const ofCentre = contact?.email ?? null;
    const addresses = to === 'clinic' ? recipients : ofCentre === null ? [] : [ofCentre];
    for (const [index, address] of addresses.entries())
      await this.outbox.put(tx, {
        tenantId,
        messageId: `request-${id}-${state}-${index + 1}`,
        kind: this.name,
        topic: clinicId,
        about: { clinicId, state, to },
        address: Buffer.from(address, 'utf8'),
        createdAt: this.clock.now(),
      });
  }

  hint(tenantId: string): void {
    this.outbox.hint(tenantId);
  }

  readonly write = async ({ tenantId, about, address }: Delivery): Promise<Letter> => {
    const { clinicId, state, to } = about as { clinicId: string; state: SheetRequestState; to: Side };
    const settings = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return this.settings.current(tenantId);
    });
    const clinic = settings.clinic(clinicId);
    const said = words[to === 'clinic' ? clinic.report.language : toLanguage(settings.locale)];
    const url = sheetUrl(this.config, clinicId);
    const parts = [
      said.states[state](clinic.name),
      ...(url === null ? [] : [`${said.link} ${url}`]),
      said.end,
    ];
    const subject = said.subject(clinic.name).replaceAll(/\s*[\r\n]+\s*/gu, ' ');
    return {
      by: 'mail',
      mail: { to: address.toString('utf8'), subject, text: `${parts.join('\n\n')}\n` },
    };
  };
}
