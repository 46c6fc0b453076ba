import { countOf } from '../counts';
import type { Sums } from '../kpi';
import { decided } from '../service-level';
import { ownNames } from './own-names';
import type { Preset } from './preset';
import {
  answered,
  counted,
  inThreshold,
  levelEdges,
  lostInThreshold,
  meanOf,
  own,
  rate,
} from './preset-parts';

/** Whom Asterisk counts as abandoned: it adds those whom a queue gave up. */
const leftByAnyway = ({ tally }: Sums): number =>
  tally.abandoned + tally.exitTimeout + tally.exitNoAgents + tally.exitWithdrawn;

/** By the definitions of its own reports. */
export const asterisk: Preset = {
  language: 'en',
  names: ownNames.asterisk,
  source: {
    name: 'Asterisk, app_queue (ServicelevelPerf, ServicelevelPerf2)',
    url: 'https://github.com/asterisk/asterisk/blob/f0c1c1a7/apps/app_queue.c',
  },
  measures: {
    completed: counted(
      'answered',
      'Asterisk counts by queue, since its start: narrow to one queue to reconcile.',
    ),
    abandoned: {
      unit: 'count',
      formula: 'abandoned + exitTimeout + exitNoAgents + exitWithdrawn',
      edges:
        'Time-outs, emptied queues and withdrawn calls are abandoned to Asterisk; a key that leaves the queue is not.',
      count: leftByAnyway,
    },
    servicelevelPerf: rate(['answeredInThreshold ÷ answered', levelEdges], inThreshold, answered, own),
    servicelevelPerf2: rate(
      [
        '(answeredInThreshold + abandonedInThreshold) ÷ (answered + abandoned + exitTimeout + exitNoAgents + exitWithdrawn)',
        'A call that a queue gave up within the threshold is in time to Asterisk and not here: a queue’s time-out is longer.',
      ],
      (sums) => inThreshold(sums) + lostInThreshold(sums),
      (sums) => answered(sums) + leftByAnyway(sums),
      own,
    ),
  },
};

/** By the definitions of its own reports. */
export const wazo: Preset = {
  language: 'en',
  names: ownNames.wazo,
  source: {
    name: 'Wazo, wazo-call-logd: queue statistics',
    url: 'https://github.com/wazo-platform/wazo-call-logd',
  },
  measures: {
    received: counted('presented', 'Wazo counts by queue: narrow to one queue to reconcile.'),
    answered: counted('answered', 'By an agent.'),
    abandoned: counted('abandoned', 'Hung up while waiting.'),
    closed: counted('closed', 'Here also: unanswered outside covered hours.'),
    notAnswered: counted('exitTimeout', 'The longest wait was over.'),
    saturated: counted('blockedFull', 'The queue was full.'),
    blocked: {
      unit: 'count',
      formula: 'blockedNoAgents + exitNoAgents',
      edges: 'Nobody was logged in, at the call’s arrival or later.',
      count: (sums) => countOf('blockedNoAgents', sums) + countOf('exitNoAgents', sums),
    },
    averageWaitingTime: meanOf('meanWaitMs'),
    answeredRate: rate(
      ['answered ÷ (presented − closed)', 'Calls that are still open are in the whole.'],
      answered,
      (sums) => countOf('presented', sums) - countOf('closed', sums),
    ),
    qualityOfService: rate(['answeredInThreshold ÷ answered', levelEdges], inThreshold, answered, own),
  },
};

/** By the definitions of its own reports. */
export const genesys: Preset = {
  language: 'en',
  names: ownNames.genesys,
  source: {
    name: 'Genesys Cloud, performance views',
    url: 'https://help.mypurecloud.com/?p=334996',
  },
  measures: {
    offered: {
      unit: 'count',
      formula: 'offered − waiting',
      edges: 'Answered, abandoned or flowed out.',
      count: decided,
    },
    answerRate: rate(
      ['answered ÷ (offered − waiting)', 'Refused calls entered no queue.'],
      answered,
      decided,
    ),
    abandonRate: rate(
      [
        'abandoned ÷ (offered − waiting)',
        'Short ones included. The service level is set by each organisation to be one of the five variants.',
      ],
      ({ tally }) => tally.abandoned,
      decided,
    ),
  },
};

/** By the definitions of its own reports. */
export const amazon: Preset = {
  language: 'en',
  names: ownNames.amazon,
  source: {
    name: 'Amazon Connect, metric definitions',
    url: 'https://docs.aws.amazon.com/connect/latest/adminguide/metrics-definitions.html',
  },
  measures: {
    queued: counted('offered', 'Contacts queued.'),
    abandoned: counted('abandoned', 'Queued for a call back is not abandoned.'),
    abandonRate: rate(
      ['abandoned ÷ offered', 'Contacts abandoned ÷ contacts queued.'],
      ({ tally }) => tally.abandoned,
      ({ tally }) => tally.offered,
    ),
    averageQueueAnswerTime: meanOf('averageSpeedOfAnswerMs'),
    averageQueueAbandonTime: meanOf('meanWaitAbandonedMs'),
  },
};
