import { ca } from './ca';
import { caDiagnosis, enDiagnosis, esDiagnosis, frDiagnosis } from './diagnosis-words';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { caNoted, enNoted, esNoted, frNoted } from './noted-words';
import { reportFormat, type ReportFormat, type ReportLanguage } from './report-format';
import type { ReportWords } from './report-words';

/** A language a report can be written in: its words and how it writes numbers. */
export type Tongue = { readonly words: ReportWords; readonly format: ReportFormat };

const tongues: { readonly [language in ReportLanguage]: Tongue } = {
  fr: { words: { ...fr, diagnosis: frDiagnosis, noted: frNoted }, format: reportFormat('fr') },
  ca: { words: { ...ca, diagnosis: caDiagnosis, noted: caNoted }, format: reportFormat('ca') },
  en: { words: { ...en, diagnosis: enDiagnosis, noted: enNoted }, format: reportFormat('en') },
  es: { words: { ...es, diagnosis: esDiagnosis, noted: esNoted }, format: reportFormat('es') },
};

export const tongueOf = (language: ReportLanguage): Tongue => tongues[language];
