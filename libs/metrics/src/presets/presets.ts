import { countOf } from '../counts';
import { ownNames } from './own-names';
import type { Preset } from './preset';
import { answered, concerned, counted, inThreshold, levelOf, meanOf, rate } from './preset-parts';
import { amazon, asterisk, genesys, wazo } from './telephone-systems';

const serviceLevels: Preset = {
  language: 'en',
  names: ownNames.serviceLevels,
  source: {
    name: 'ICMI, Call Centre Helper',
    url: 'https://www.callcentrehelper.com/service-level-threshold-calculations-206890.htm',
  },
  measures: {
    sl1: levelOf('sl1'),
    sl2: levelOf('sl2'),
    sl3: levelOf('sl3'),
    sl4: levelOf('sl4'),
    sl5: levelOf('sl5'),
  },
};

const anap: Preset = {
  language: 'fr',
  names: ownNames.anap,
  source: {
    name: 'ANAP, Organiser et améliorer l’accueil téléphonique',
    url: 'https://ressources.anap.fr/consultation-secretariat/publication/2056-organiser-et-ameliorer-l-accueil-telephonique',
  },
  measures: {
    openingHours: {
      unit: 'hours',
      formula: 'hours covered by contract ÷ weeks, of the last four weeks of the range',
      edges: 'The mean of the clinics asked for; a clinic without hours is covered at every hour.',
      handed: 'coveredHoursAWeek',
    },
    answered: rate(
      [
        'answered ÷ (answered + unanswered)',
        'The unanswered share is what is left to 1. Closed is in neither part.',
      ],
      answered,
      concerned,
    ),
    meanWait: meanOf('averageSpeedOfAnswerMs'),
  },
};

const spain: Preset = {
  language: 'es',
  names: ownNames.spain,
  source: {
    name: 'Ley 10/2025, de 26 de diciembre (BOE, 27-12-2025)',
    url: 'https://codigo-civil.es/ley-10-2025-de-26-de-diciembre-por-la-que-se-regulan-los-servicios-de-atencion-a-la-clientela',
  },
  measures: {
    answeredIn3Min: rate(
      [
        'answeredInThreshold (180 s) ÷ (answered + unanswered)',
        'Of all who called in covered hours, refused calls and those who hung up in the greeting among them. Binding for firms of the law’s size alone.',
      ],
      inThreshold,
      concerned,
      { threshold: 180, target: 0.95 },
    ),
  },
};

const england: Preset = {
  language: 'en',
  names: ownNames.england,
  source: {
    name: 'NHS England, GP contract 2024/25: telephony metrics (a ninth since August 2024)',
    url: 'https://digital.nhs.uk/data-and-information/publications/statistical/cloud-based-telephony-data-in-general-practice',
  },
  measures: {
    volume: counted('presented', 'Every call that arrived.'),
    answered: counted('answered', 'By a person.'),
    abandoned: counted('abandoned', 'The caller hung up in a queue; short ones included.'),
    missed: {
      unit: 'count',
      formula: 'unanswered − callbackExit',
      edges: 'Not answered and no call back asked for; abandoned ones are among them.',
      count: (sums) => countOf('unanswered', sums) - countOf('callbackExit', sums),
    },
    timeToAnswer: meanOf('averageSpeedOfAnswerMs'),
    waitBeforeAbandon: meanOf('meanWaitAbandonedMs'),
    callbacksRequested: counted('callbackExit', 'Left the queue to be called back.'),
    callbacksMade: {
      unit: 'count',
      formula: 'recovered − calledAgain',
      edges:
        'Callers owed a call whom we reached by calling; tries without success are not counted. Of whole days of the centre, narrowed by clinic alone.',
      handed: 'calledBack',
    },
    callLength: {
      unit: 'ms',
      formula: 'sum of talk and hold ÷ answered calls whose talk is known',
      edges: 'From the answer to the end, holds included; no wait, no wrap-up.',
      part: ({ tally }) => tally.talkMs + tally.holdMs,
      whole: ({ tally }) => tally.talks,
    },
  },
};

/** What houses, laws and telephone systems report by, on the same sums: in the order they are shown. */
export const presets = { serviceLevels, anap, spain, england, asterisk, wazo, genesys, amazon } as const;
export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as readonly PresetName[];
