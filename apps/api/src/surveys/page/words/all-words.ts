import type { SurveyLanguage } from '@vigie/contracts';

import { ca } from './ca';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import type { PatientWords } from './patient-words';

export const allWords: { readonly [language in SurveyLanguage]: PatientWords } = { fr, ca, es, en };
