import type { SettingsFile } from '@vigie/contracts';

type ReportLanguage = 'fr' | 'ca' | 'en' | 'es';

/** How a clinic's monthly report is made and who gets it. */
export type ReportSettings = {
  readonly language: ReportLanguage;
  readonly recipients: readonly string[];
  /** Whether the clinic has an answer rate of its own in its contract, beside the centre's target. */
  readonly isCommitted: boolean;
};

type ClinicSetting = NonNullable<SettingsFile['clinics']>[number];

/** Fills the defaults in: the centre's language, nobody, no commitment. */
export function resolveReport(clinic: ClinicSetting, locale: string): ReportSettings {
  return {
    language: clinic.reportLanguage ?? toLanguage(locale),
    recipients: clinic.reportRecipients ?? [],
    isCommitted: clinic.answerRateTarget !== undefined,
  };
}

function toLanguage(locale: string): ReportLanguage {
  return locale === 'ca' || locale === 'en' || locale === 'es' ? locale : 'fr';
}
