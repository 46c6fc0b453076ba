import { hourMs, minuteMs } from '../local-date';
import { emitCall, type Floor, type SimCall } from './floor';

const eligible = 0.55;
const delivered = 0.96;
const commented = 0.28;

/** What a patient lived through, as far as it moves the score. */
export type Experience = {
  readonly answered: boolean;
  readonly waitMs: number;
  readonly holdMs: number;
  readonly transferred: boolean;
  readonly appointmentObtained: boolean | null;
};

const pleased = [
  'Accueil très agréable, merci.',
  'Rapide et efficace.',
  'Secrétaire à l’écoute, parfait.',
  'Molt amables.',
];
const displeased = [
  'Trop d’attente au téléphone.',
  'Pas de rendez-vous avant deux mois.',
  'J’ai dû rappeler plusieurs fois.',
];

/** Invites some callers to say how it went; answers come over the next days, most within one. */
export function inviteToSurvey(floor: Floor, call: SimCall, experience: Experience): void {
  const { after } = floor.chances;
  const { aniKind } = call.caller.line;
  if (aniKind === 'withheld' || aniKind === 'foreign' || !after.chance(eligible)) return;
  const ids = {
    surveyId: 'apres-appel',
    channel: 'sms',
    language: call.caller.language === 'ca' ? 'ca' : 'fr',
  };
  const invitedAt = floor.agenda.now() + after.between(2, 8) * minuteMs;
  floor.agenda.plan(invitedAt, () => {
    emitCall(floor, call, 'survey.invited', ids);
  });
  if (!after.chance(delivered)) return;
  floor.agenda.plan(invitedAt + after.between(2, 40) * 1000, () => {
    emitCall(floor, call, 'survey.delivered', ids);
  });
  if (!after.chance(experience.answered ? 0.18 : 0.11)) return;
  const delayMs = after.chance(0.85) ? after.logNormal(40, 1.3) * minuteMs : after.between(24, 71) * hourMs;
  const items = answersOf(floor, experience);
  floor.agenda.plan(invitedAt + minuteMs + Math.min(delayMs, 71 * hourMs), () => {
    emitCall(floor, call, 'survey.answered', { ...ids, items });
  });
}

function satisfactionOf(experience: Experience): number {
  const waitS = experience.waitMs / 1000;
  const logit =
    1.9 -
    0.009 * Math.max(0, waitS - 20) -
    (experience.appointmentObtained === false ? 1.2 : 0) -
    (experience.transferred ? 0.5 : 0) -
    (experience.holdMs > 0 ? 0.3 : 0) -
    (experience.answered ? 0 : 1.6);
  return 1 / (1 + Math.exp(-logit));
}

function answersOf(floor: Floor, experience: Experience): { [item: string]: number | string } {
  const { after } = floor.chances;
  const satisfied = after.chance(satisfactionOf(experience));
  const overall = satisfied
    ? after.weighted([
        [5, 52],
        [4, 27],
      ])
    : after.weighted([
        [3, 10],
        [2, 5],
        [1, 6],
      ]);
  const near = (chanceOfSame: number): number =>
    after.chance(chanceOfSame) ? overall : Math.max(1, Math.min(5, overall + (after.chance(0.5) ? 1 : -1)));
  const comments = satisfied ? pleased : displeased;
  const comment = after.chance(commented)
    ? comments[Math.floor(after.between(0, comments.length))]
    : undefined;
  return {
    overall,
    reach: experience.waitMs > 60_000 ? Math.max(1, overall - 1) : near(0.7),
    courtesy: experience.answered
      ? after.weighted([
          [5, 70],
          [4, 22],
          [3, 5],
          [2, 2],
          [1, 1],
        ])
      : near(0.7),
    answer: near(0.7),
    ...(comment === undefined ? {} : { comment }),
  };
}
