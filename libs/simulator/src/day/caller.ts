import type { ClinicProfile, MenuChoice } from '../centre/clinic';
import { reasons, type ReasonProfile } from '../centre/reasons';
import { hash32, type Random } from '../random';
import type { DayPlan } from './day-plan';

/** A patient with a wish, over all attempts of a day. */
export type Caller = {
  readonly clinic: ClinicProfile;
  readonly reason: ReasonProfile;
  readonly language: string;
  readonly queueId: string;
  /** How the number is told to the door: in clear, hashed by the telephone system, or not at all. */
  readonly line: CallerLine;
  /** Calls made so far, the present one included. */
  attempts: number;
  /** Answered, or reached by a callback. */
  reached: boolean;
  callbackAttempts: number;
  /** Was promised a call, and nobody has said yet what came of it. */
  promised: boolean;
  /** Whether a survey may still be sent; null until it was first thought of. */
  mayBeAsked: boolean | null;
};

type CallerLine = {
  readonly aniKind: 'mobile' | 'fixed' | 'foreign' | 'withheld';
  readonly ani?: string;
  readonly aniHash?: string;
  readonly aniMask?: string;
};

const kinds = [
  ['mobile', 69],
  ['fixed', 24],
  ['withheld', 4],
  ['foreign', 3],
] as const;
const fixedBlocks = ['19900', '26191', '35301', '46571', '53649'];
const four = (value: number): string => String(value).padStart(4, '0');

/**
 * The nth number of a day. Mobile and fixed numbers come from the blocks reserved for fiction and do not return
 * within a day; no such block exists abroad, so a foreign number is only ever a hash.
 */
function lineOf(plan: DayPlan, n: number, random: Random): CallerLine {
  const aniKind = random.weighted(kinds);
  const offset = hash32(plan.key) % 10_000;
  switch (aniKind) {
    case 'mobile':
      return { aniKind, ani: `+3363998${four((n * 7919 + offset) % 10_000)}` };
    case 'fixed': {
      const block = fixedBlocks[n % fixedBlocks.length] ?? '19900';
      return { aniKind, ani: `+33${block}${four(2_000 + ((n * 6007 + offset) % 8_000))}` };
    }
    case 'foreign':
      return { aniKind, aniHash: `foreign-${plan.key}-${n.toString(36)}`, aniMask: '+•• ••••' };
    case 'withheld':
      return { aniKind };
  }
}

function queueOf(clinic: ClinicProfile, menu: MenuChoice, language: string): string {
  const { queues } = clinic;
  const catalan = language === 'ca' || language === 'es' ? queues.catalan : undefined;
  return catalan ?? queues[menu] ?? queues.appointment;
}

/** The nth caller of a day. */
export function createCaller(plan: DayPlan, clinic: ClinicProfile, n: number, random: Random): Caller {
  const reason = random.weighted(reasons.map((profile) => [profile, profile.share] as const));
  const language = random.weighted(clinic.languages);
  return {
    clinic,
    reason,
    language,
    queueId: queueOf(clinic, reason.menu, language),
    line: lineOf(plan, n, random),
    attempts: 0,
    reached: false,
    callbackAttempts: 0,
    promised: false,
    mayBeAsked: null,
  };
}
