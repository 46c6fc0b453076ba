import type { Instant } from '@vigie/calls';

import { messageIdOf } from '../../deliveries/delivery';
import { deliveriesAbout } from '../../deliveries/delivery-store';
import type { Outbox } from '../../deliveries/outbox';
import type { Tx } from '../../platform/database';
import type { ClinicSettings } from '../../settings/resolved-settings';
import type { LinkOf } from '../readers/reader-store';

/** The outbox's name for letters that ask a clinic to approve its sheet. */
export const sheetKind = 'sheet approval';

type SheetOf = Omit<LinkOf, 'recipient'>;

/** Hands in a letter about a version for each who gets the clinic's reports; nothing where it was handed in before. */
export async function putSheetLetters(
  outbox: Outbox,
  tx: Tx,
  { tenantId, clinicId, version, at }: SheetOf & { readonly tenantId: string; readonly at: Instant },
  addresses: readonly string[],
): Promise<void> {
  for (const [index, address] of addresses.entries()) {
    const recipient = index + 1;
    await outbox.put(tx, {
      tenantId,
      messageId: messageIdOf('sheet', tenantId, clinicId, version, recipient),
      kind: sheetKind,
      topic: clinicId,
      about: { clinicId, version, recipient },
      address: Buffer.from(address, 'utf8'),
      createdAt: at,
    });
  }
}

/** Those whose letter about the clinic's sheet is still to be sent, or to be tried again. */
export async function sheetLettersUnderWay(
  tx: Tx,
  tenantId: string,
  clinicId: string,
): Promise<readonly LinkOf[]> {
  const letters = await deliveriesAbout(tx, tenantId, { kind: sheetKind, topic: clinicId });
  return letters
    .filter(({ outcome }) => outcome === null)
    .map(({ about }) => ({
      clinicId,
      month: null,
      version: Number(about['version']),
      recipient: Number(about['recipient']),
    }));
}

type Language = ClinicSettings['report']['language'];
type LetterWords = {
  readonly subject: (clinic: string) => string;
  readonly hello: (centre: string, clinic: string, version: number) => string;
  readonly note: (note: string) => string;
  readonly link: (day: string) => string;
  readonly end: (centre: string) => string;
};

const locales: Readonly<Record<Language, string>> = { fr: 'fr-FR', ca: 'ca-ES', en: 'en-GB', es: 'es-ES' };

const words: Readonly<Record<Language, LetterWords>> = {
  fr: {
    subject: (clinic) => `${clinic}\u00a0: votre fiche attend votre accord`,
    hello: (centre, clinic, version) =>
      `Bonjour,\n\nLes secrétaires de ${centre} disent ce qui est écrit dans la fiche de ${clinic}. Sa version ${version} vaut depuis peu et attend votre accord.`,
    note: (note) => `Ce qui change, dit le centre\u00a0: ${note}`,
    link: (day) => `La lire et l’approuver, sans mot de passe, jusqu’au ${day}\u00a0:`,
    end: (centre) =>
      `Ce lien n’ouvre que la fiche de votre cabinet. Si quelque chose n’est pas juste, n’approuvez pas et dites-le à ${centre}.`,
  },
  ca: {
    subject: (clinic) => `${clinic}: la vostra fitxa espera el vostre acord`,
    hello: (centre, clinic, version) =>
      `Bon dia,\n\nLes secretàries de ${centre} diuen el que hi ha escrit a la fitxa de ${clinic}. La versió ${version} val des de fa poc i espera el vostre acord.`,
    note: (note) => `Què canvia, diu el centre: ${note}`,
    link: (day) => `Llegir-la i aprovar-la, sense contrasenya, fins al ${day}:`,
    end: (centre) =>
      `Aquest enllaç només obre la fitxa del vostre consultori. Si alguna cosa no és correcta, no l’aproveu i digueu-ho a ${centre}.`,
  },
  en: {
    subject: (clinic) => `${clinic}: your sheet waits for your approval`,
    hello: (centre, clinic, version) =>
      `Hello,\n\nThe secretaries of ${centre} say what is written in the sheet of ${clinic}. Its version ${version} has been in use for a short while and waits for your approval.`,
    note: (note) => `What changes, says the centre: ${note}`,
    link: (day) => `Read it and approve it, without a password, until ${day}:`,
    end: (centre) =>
      `This link opens the sheet of your practice alone. If anything is not right, do not approve it and tell ${centre}.`,
  },
  es: {
    subject: (clinic) => `${clinic}: su ficha espera su aprobación`,
    hello: (centre, clinic, version) =>
      `Buenos días:\n\nLas secretarias de ${centre} dicen lo que está escrito en la ficha de ${clinic}. Su versión ${version} está vigente desde hace poco y espera su aprobación.`,
    note: (note) => `Qué cambia, dice el centro: ${note}`,
    link: (day) => `Leerla y aprobarla, sin contraseña, hasta el ${day}:`,
    end: (centre) =>
      `Este enlace solo abre la ficha de su consulta. Si algo no es correcto, no la apruebe y dígaselo a ${centre}.`,
  },
};

/** What a letter about a sheet is written of. */
export type SheetLetter = Readonly<{
  clinic: Pick<ClinicSettings, 'name' | 'timezone' | 'report'>;
  centre: string;
  version: number;
  note: string;
  url: string;
  expiresAt: Instant;
}>;

/** The letter as plain text, in the clinic's language. */
export function writeSheetLetter({ clinic, centre, version, note, url, expiresAt }: SheetLetter): {
  readonly subject: string;
  readonly text: string;
} {
  const { language } = clinic.report;
  const said = words[language];
  const day = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: clinic.timezone });
  const parts = [
    said.hello(centre, clinic.name, version),
    ...(note.trim() === '' ? [] : [said.note(note.trim())]),
    said.link(day.format(expiresAt)),
    url,
    said.end(centre),
  ];
  return {
    subject: said.subject(clinic.name).replaceAll(/\s*[\r\n]+\s*/gu, ' '),
    text: `${parts.join('\n\n')}\n`,
  };
}
