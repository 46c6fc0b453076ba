import type { CalendarSetting, SettingsFile } from '@vigie/contracts';
import type { ClinicProfile, TeamId, Week } from './centre/clinic';
import { largeClinics } from './centre/clinics';
import { exceptionalSpans } from './centre/exceptional-cover';
import { queues } from './centre/queues';
import { smallPractices } from './centre/small-practices';
import { staff } from './centre/staff';
import { surveyTemplateOf, usualItems } from './centre/survey-template';
import type { DayPlan } from './day/day-plan';
import { plannedStaff } from './planned-staff';
import { demoTimezone } from './local-date';

const teamNames: { readonly [team in TeamId]: string } = {
  mg: 'Médecine générale',
  cds: 'Centres de santé',
  spe: 'Spécialistes',
  img: 'Imagerie',
  cat: 'Català',
};

const centreName = 'Télésecrétariat de la Place';

function weekOf(week: Week): CalendarSetting['week'] {
  return Object.fromEntries(Object.entries(week).map(([day, spans]) => [day, [...spans]]));
}

function coveredOf(clinic: ClinicProfile, exercise: DayPlan | null): CalendarSetting {
  const calendar = { week: weekOf(clinic.covered), holidays: clinic.holidays };
  return exercise === null ? calendar : { ...calendar, exceptions: exceptionalSpans(clinic, exercise) };
}

type ClinicSetting = NonNullable<SettingsFile['clinics']>[number];

function clinicOf(clinic: ClinicProfile, exercise: DayPlan | null): ClinicSetting {
  return {
    id: clinic.id,
    name: clinic.name,
    shortName: clinic.shortName,
    kind: clinic.kind,
    numbers: [clinic.number],
    hours: { week: weekOf(clinic.hours), holidays: clinic.holidays },
    covered: coveredOf(clinic, exercise),
    ...(clinic.id === 'centre-pirineus' ? { timezone: 'Europe/Andorra' } : {}),
    // the contracts of the large clinics name a share; those of the small practices do not
    ...(largeClinics.includes(clinic) ? { answerRateTarget: 0.9, reachedBeforeClosingTarget: 0.6 } : {}),
    ...(clinic.followUps === undefined ? {} : { followUps: true }),
    ...(clinic.id === 'centre-pirineus' ? { reportLanguage: 'ca' as const } : {}),
    ...(clinic.id === 'cabinet-durand' ? { keptNumbers, campaigns: true } : {}),
    survey: surveyOf(clinic),
  };
}

/** Its callers have numbers of fiction, as all of the demonstration. */
const keptNumbers: NonNullable<ClinicSetting['keptNumbers']> = {
  instructedBy: 'Dr Durand',
  instructedOn: '2020-01-06',
  until: '2039-12-31',
};

/** What differs from the centre's way of asking: further items, the languages of the clinic's patients. */
function surveyOf(clinic: ClinicProfile): NonNullable<ClinicSetting['survey']> {
  const { items, languages } = surveyTemplateOf(clinic);
  return {
    languages: [...languages],
    ...(items.length > usualItems.length ? { items: [...items] } : {}),
  };
}

type CentreSurvey = NonNullable<NonNullable<SettingsFile['centre']>['survey']>;

const centreSurvey: CentreSurvey = {
  items: [...usualItems],
  channels: ['sms'],
  share: 1,
  unansweredShare: 1,
  contact: 'donnees@telesecretariat.example',
  retentionMonths: 12,
};

type TeamSetting = NonNullable<SettingsFile['teams']>[number];

const teamsOf = (exercise: DayPlan | null): TeamSetting[] =>
  (Object.keys(teamNames) as TeamId[]).map((id) => ({
    id,
    name: teamNames[id],
    queues: queues.filter((queue) => queue.team === id).map((queue) => queue.id),
    members: staff.filter((member) => member.team === id).map((member) => member.id),
    planned: plannedStaff(id, exercise),
  }));

/** Invented, as everything here: nobody of the demonstration is real. */
const staffNotice: NonNullable<SettingsFile['centre']>['staffNotice'] = {
  informedOn: '2020-01-06',
  text: 'Les secrétaires et leurs représentants ont été informés et consultés : ce que l’écran dit de chacune, pourquoi, qui le voit et combien de temps cela est conservé.',
  whoCouldBeFreed: true,
  figuresByAgent: true,
  pastAgents: true,
};

/** Lines of the demo centre's telephone. */
const phoneLines = 60;

/**
 * The settings of the demo centre: names, teams, hours and covered hours. With an `exercise`, a day played at
 * another time than its own, every clinic is covered for its time as well and the centre's name says so.
 */
export function demoSettings(exercise: DayPlan | null = null): SettingsFile {
  return {
    centre: {
      name: `${centreName} (${exercise === null ? 'démonstration' : 'démonstration, exercice hors horaires'})`,
      timezone: demoTimezone,
      locale: 'fr',
      phoneLines,
      survey: centreSurvey,
      staffNotice,
    },
    teams: teamsOf(exercise),
    clinics: [...largeClinics, ...smallPractices].map((clinic) => clinicOf(clinic, exercise)),
    queues: queues.map(({ id, name, clinicId }) => ({
      id,
      name,
      timeoutSeconds: 600,
      ...(clinicId === undefined ? {} : { clinicId }),
      ...(id === 'parc' ? { callbackKeys: ['1'] } : {}),
    })),
    agents: staff.map(({ id, name }) => ({ id, name })),
  };
}
