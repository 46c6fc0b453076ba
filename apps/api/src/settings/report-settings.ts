import type { ContactSetting, SettingsFile } from '@vigie/contracts';

/** Whom a clinic calls about its report. */
export type ReportContact = {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
};

type ReportLanguage = 'fr' | 'ca' | 'en' | 'es';

/** How a clinic's monthly report is made and who gets it. */
export type ReportSettings = {
  readonly language: ReportLanguage;
  readonly recipients: readonly string[];
  /** Null where nobody is named. */
  readonly contact: ReportContact | null;
  /** Whether the clinic has an answer rate of its own in its contract, beside the centre's target. */
  readonly isCommitted: boolean;
};

type ClinicSetting = NonNullable<SettingsFile['clinics']>[number];

/** Fills the defaults in: the centre's language and contact, nobody, no commitment. */
export function resolveReport(
  clinic: ClinicSetting,
  { locale, contact }: { readonly locale: string; readonly contact: ReportContact | null },
): ReportSettings {
  return {
    language: clinic.reportLanguage ?? toLanguage(locale),
    recipients: clinic.reportRecipients ?? [],
    contact: resolveContact(clinic.contact) ?? contact,
    isCommitted: clinic.answerRateTarget !== undefined,
  };
}

export function resolveContact(setting: ContactSetting | undefined): ReportContact | null {
  if (setting === undefined) return null;
  return { name: setting.name, phone: setting.phone ?? null, email: setting.email ?? null };
}

/** The language of letters and reports that goes with a locale; French where there is none. */
export function toLanguage(locale: string): ReportLanguage {
  return locale === 'ca' || locale === 'en' || locale === 'es' ? locale : 'fr';
}
