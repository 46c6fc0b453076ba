import type { CallDetails, CallExplanation } from '@vigie/contracts';

import type { WordKey, PageWords } from '../words/dictionary';

type FactName = keyof PageWords['history']['facts'];
type RuleName = keyof PageWords['history']['rules'];

/** What each thing that happens to a call is called. */
const facts = {
  'call.initiated': 'initiated',
  'call.greeting_started': 'greetingStarted',
  'call.greeting_ended': 'greetingEnded',
  'call.blocked': 'blocked',
  'call.enqueued': 'enqueued',
  'call.offered': 'offered',
  'call.offer_ended': 'offerEnded',
  'call.answered': 'answered',
  'call.held': 'held',
  'call.muted': 'muted',
  'call.retrieved': 'retrieved',
  'call.unmuted': 'unmuted',
  'call.transferred': 'transferred',
  'call.dequeued': 'dequeued',
  'call.leg_ended': 'legEnded',
  'call.disconnected': 'disconnected',
  'acw.started': 'acwStarted',
  'acw.ended': 'acwEnded',
  'call.dispositioned': 'dispositioned',
  'call.recorded': 'recorded',
  'call.expired': 'expired',
  'call.lost_by_source': 'lostBySource',
  'call.leg_lost': 'legLost',
  'call.greeting_expired': 'greetingExpired',
  'call.rings_counted': 'ringsCounted',
  'call.unheard': 'unheard',
  'call.retracted': 'retracted',
  'callback.reached': 'reached',
  'survey.invited': 'surveyInvited',
  'survey.delivered': 'surveyDelivered',
  'survey.refused': 'surveyRefused',
  'survey.recorded': 'surveyRecorded',
  'survey.acknowledged': 'surveyAcknowledged',
  'survey.answered': 'surveyAnswered',
} as const satisfies Readonly<Record<string, FactName>>;

/** The word for a fact; null for one this version does not know. */
export function factWord(type: string): WordKey | null {
  return Object.hasOwn(facts, type) ? `history.facts.${facts[type as keyof typeof facts]}` : null;
}

/** Details that are names and stand as they are. */
export const namedDetails = ['clinicName', 'queueName', 'agentName', 'mask', 'disposition'] as const;

/** A text of the details; null where it is not told. */
export function textOf(details: CallDetails, name: string): string | null {
  const value = details[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A number of the details; null where it is not told. */
export function numberOf(details: CallDetails, name: string): number | null {
  const value = details[name];
  return typeof value === 'number' ? value : null;
}

type Rule = CallExplanation['counted'][number];

/**
 * Which sentence tells a rule: some have one for each of their reasons, or for what is not known. The words have a title
 * and a sentence for each.
 */
export function ruleVariant({ rule, parameters }: Rule): RuleName {
  const variant = variants[rule];
  if (variant !== undefined) return variant(parameters);
  return rule === 'notCounted' || rule === 'answerRate' ? 'answerRateNeither' : rule;
}

const answerRates: Readonly<Record<string, RuleName>> = {
  answered: 'answerRateAnswered',
  unanswered: 'answerRateUnanswered',
  neither: 'answerRateNeither',
};

const uncounted: Readonly<Record<string, RuleName>> = {
  test: 'notCountedTest',
  outbound: 'notCountedOutbound',
};

const variants: Readonly<Partial<Record<Rule['rule'], (parameters: CallDetails) => RuleName>>> = {
  notCounted: (parameters) => uncounted[textOf(parameters, 'why') ?? ''] ?? 'notCountedNotes',
  presented: ({ covered }) => (covered === false ? 'presentedUncovered' : 'presented'),
  abandoned: (parameters) => (numberOf(parameters, 'waitMs') === null ? 'abandonedUnknownWait' : 'abandoned'),
  closed: (parameters) => (textOf(parameters, 'why') === 'outsideHours' ? 'closedOutsideHours' : 'closed'),
  answerRate: (parameters) => answerRates[textOf(parameters, 'as') ?? ''] ?? 'answerRateNeither',
};
