import type { SurveyLanguage } from '@vigie/contracts';
import { itemsFor, leaningOf, surveyTemplateOf, type SurveyTemplate } from '../centre/survey-template';
import { hourMs, minuteMs, secondMs } from '../local-date';
import { commentOf } from './comments';
import { emitCall, type Floor, type SimCall } from './floor';
import { promiseCall } from './promises';
import { answersOf, type Experience } from './survey-answers';

export type { Experience } from './survey-answers';

/** Of those with a mobile, so that 55 % of all callers are asked. */
const eligibleMobile = 0.8;
const delivered = 0.96;
const refused = 0.012;
const unansweredShare = 0.11;
const commented = 0.28;
/** Until then one who reached nobody may have called again. */
const patienceOfSurvey = [20 * minuteMs, 45 * minuteMs] as const;
const linkValidMs = 71 * hourMs;

/**
 * Asks some callers by a text message how it went, each at most once a day: after the conversation, or, when nobody
 * answered, once it is clear that they were not reached. Answers come over the next days, most within one.
 */
export function inviteToSurvey(floor: Floor, call: SimCall, experience: Experience): void {
  const { survey: chance } = floor.chances;
  const { caller } = call;
  if (caller.line.aniKind !== 'mobile') return;
  caller.mayBeAsked ??= chance.chance(eligibleMobile);
  if (!caller.mayBeAsked) return;
  const [soonest, latest] = experience.answered ? [2 * minuteMs, 8 * minuteMs] : patienceOfSurvey;
  floor.agenda.plan(floor.agenda.now() + chance.between(soonest, latest), () => {
    if (caller.mayBeAsked !== true || (!experience.answered && caller.reached)) return;
    caller.mayBeAsked = false;
    ask(floor, call, experience);
  });
}

function ask(floor: Floor, call: SimCall, experience: Experience): void {
  const { survey: chance } = floor.chances;
  const { clinic } = call.caller;
  const template = surveyTemplateOf(clinic);
  const language = languageOf(template, call.caller.language);
  const write = (atMs: number, type: 'delivered' | 'answered' | 'refused', data: object): void => {
    floor.agenda.plan(atMs, () => {
      emitCall(floor, call, `survey.${type}`, { surveyId: 'apres-appel', channel: 'sms', language, ...data });
    });
  };
  const now = floor.agenda.now();
  emitCall(floor, call, 'survey.invited', { surveyId: 'apres-appel', channel: 'sms', language });
  if (!chance.chance(delivered)) return;
  const arrivesAt = now + chance.between(2, 40) * secondMs;
  write(arrivesAt, 'delivered', {});
  const delayMs = chance.chance(0.85)
    ? chance.logNormal(40, 1.3) * minuteMs
    : chance.between(24, 71) * hourMs;
  const repliesAt = arrivesAt + Math.min(minuteMs + delayMs, linkValidMs);
  if (chance.chance(refused)) return write(repliesAt, 'refused', {});
  if (!chance.chance(experience.answered ? template.answerShare : unansweredShare)) return;
  const items = itemsOf(floor, call, experience, { template, language });
  write(repliesAt, 'answered', { items });
  if (isWish(items)) {
    floor.agenda.plan(repliesAt, () => {
      promiseCall(floor, call, 'survey');
    });
  }
}

/** As the door reads it: not content, and would be called back. */
const isWish = ({ overall, callback }: ItemAnswers): boolean => Number(overall) <= 2 && callback === 1;

const languageOf = ({ languages }: SurveyTemplate, spoken: string): SurveyLanguage =>
  languages.find((language) => language === spoken) ?? languages[0] ?? 'fr';

type ItemAnswers = { readonly [item: string]: number | string };
type Asked = { readonly template: SurveyTemplate; readonly language: SurveyLanguage };

function itemsOf(
  floor: Floor,
  call: SimCall,
  experience: Experience,
  { template, language }: Asked,
): ItemAnswers {
  const { survey: chance } = floor.chances;
  const { id } = call.caller.clinic;
  const leaning = leaningOf(id) + floor.plan.conditions.moodOf(id);
  const answers = answersOf(chance, itemsFor(template, experience.answered), experience, leaning);
  if (!chance.chance(commented)) return answers;
  return { ...answers, comment: commentOf(chance, language, answers.overall, experience) };
}
