import type { ReportDocument } from '@vigie/contracts';

import { addressOf } from '../shell/ask-server';

export type ReportLanguage = ReportDocument['language'];
/** The languages a report is worded in; one more than the pages speak. */
export const reportLanguages = ['fr', 'ca', 'es', 'en'] as const satisfies readonly ReportLanguage[];

/** Which report: a clinic's, of a month, in a language (the clinic's own when null), of a centre. */
export type ReportChoice = {
  readonly month: string;
  readonly clinicId: string;
  readonly language: ReportLanguage | null;
  readonly tenant: string | undefined;
};

export const asReportLanguage = (text: string | null): ReportLanguage | null =>
  reportLanguages.find((code) => code === text) ?? null;

/** The address of the list of a month; the latest month when null. */
export const summariesAddress = (month: string | null, tenant: string | undefined): string =>
  addressOf('/api/v1/reports', { month, tenant });

/** The address of a report as data, or as a file to keep. */
export function reportAddress(choice: ReportChoice, format: 'json' | 'pdf' | 'spreadsheet' | 'csv'): string {
  const { month, clinicId, language, tenant } = choice;
  const path = `/api/v1/reports/${encodeURIComponent(month)}/clinics/${encodeURIComponent(clinicId)}`;
  return addressOf(path, { language, format, tenant });
}

/** The address of the actions agreed with a clinic; of all clinics when null. */
export const actionsAddress = (clinicId: string | null, tenant: string | undefined): string =>
  addressOf('/api/v1/reports/actions', { clinicId, tenant });

/** The address of one action. */
export const actionAddress = (id: string, tenant: string | undefined): string =>
  addressOf(`/api/v1/reports/actions/${encodeURIComponent(id)}`, { tenant });

/** The address of what patients of a clinic wrote in a month. */
export const commentsAddress = ({ month, clinicId, tenant }: ReportChoice): string =>
  addressOf('/api/v1/comments', { month, clinicId, tenant });

/** The address to which one writes that a quotation shall no longer be shown, or shall be again. */
export const quoteAddress = (id: string, hidden: boolean, tenant: string | undefined): string =>
  addressOf(`/api/v1/comments/${encodeURIComponent(id)}/${hidden ? 'hide' : 'show'}`, { tenant });
