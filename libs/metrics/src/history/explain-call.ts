import { outcomeKinds, outcomeNames, type Call, type Leg } from '@vigie/calls';
import { countsOf, type Counts } from '../counts';
import type { FigureOptions } from '../kpi';
import { sharesOf, shortTalkMs, type Share } from '../shares';

/** By which rule something of a call was counted, and what the rule looked at. */
export type CountedBy<Rule extends string = CallRuleName> = {
  readonly rule: Rule;
  readonly parameters: { readonly [name: string]: string | number | boolean | null };
};

type OutcomeRule = (typeof outcomeNames)[number];

/** Every rule there is; what each looks at is said where the contract names it. */
export type CallRuleName =
  | OutcomeRule
  | 'notCounted'
  | 'presented'
  | 'shortAbandoned'
  | 'answeredOutsideHours'
  | 'waiting'
  | 'greeting'
  | 'answerRate'
  | 'offered'
  | 'notOffered'
  | 'wait'
  | 'waitUnknown'
  | 'greetingTime'
  | 'insideThreshold'
  | 'beyondThreshold'
  | 'laterWait'
  | 'transferred'
  | 'ringNoAnswer'
  | 'talk'
  | 'shortTalk'
  | 'held'
  | 'handling'
  | 'handlingUnknown';

/** What a call is judged by. */
export type ExplainBy = FigureOptions & { readonly shortAbandonMs: number };

type Counted = {
  readonly call: Call;
  readonly share: Share;
  readonly counts: Counts;
  readonly by: ExplainBy;
};
type Rules = readonly CountedBy[];

/**
 * How a call is counted, rule by rule, in the order in which one would tell it. What it says comes from the call's own
 * share of the sums and from the counts made of it: a rule is told where the count it stands for counts the call.
 */
export function explainCall(call: Call, by: ExplainBy): Rules {
  const [share] = sharesOf(call, 'calls');
  if (share === undefined) return [{ rule: 'notCounted', parameters: { why: whyNot(call) } }];
  const counted = { call, share, counts: countsOf(share.tally, share.bins, by), by };
  return [
    { rule: 'presented', parameters: { covered: call.covered } },
    ...outcomeRules(counted),
    { rule: 'answerRate', parameters: { as: asOf(counted.counts) } },
    ...waitRules(counted),
    ...handlingRules(counted),
  ];
}

function whyNot({ test, direction }: Call): string {
  if (test) return 'test';
  return direction === 'outbound' ? 'outbound' : 'notesOnly';
}

function asOf({ answered, unanswered }: Counts): string {
  if (answered > 0) return 'answered';
  return unanswered > 0 ? 'unanswered' : 'neither';
}

function outcomeRules({ call, counts, by }: Counted): Rules {
  const { outcome, phase } = call;
  if (outcome === null) return [{ rule: phase === 'greeting' ? 'greeting' : 'waiting', parameters: {} }];
  const rule = counts.shortAbandoned > 0 ? 'shortAbandoned' : outcome;
  const told: CountedBy = { rule, parameters: outcomeParameters(call, by) };
  return counts.answeredOutsideHours > 0 ? [told, { rule: 'answeredOutsideHours', parameters: {} }] : [told];
}

function outcomeParameters(call: Call, { shortAbandonMs }: ExplainBy): CountedBy['parameters'] {
  switch (call.outcome) {
    case 'answered':
      return passagesOf(call);
    case 'abandoned':
      return { waitMs: call.waitMs, shortMs: shortAbandonMs };
    case 'blocked':
      return { why: knownOf(['full', 'no_agents', 'busy'], call.subCode) };
    case 'timeoutOverflow':
      return { why: knownOf(['no_agents', 'key_exit', 'withdrawn', 'overflow'], call.subCode) ?? 'timeout' };
    case 'closed':
      return closedParameters(call);
    default:
      return {};
  }
}

const knownOf = (codes: readonly string[], code: string | null): string | null =>
  code !== null && codes.includes(code) ? code : null;

function passagesOf({ segments, legs }: Call): CountedBy['parameters'] {
  const passages = segments.filter(({ subCode }) => subCode !== 'rescinded');
  return {
    passages: passages.length,
    answeredPassages: passages.filter(({ outcome }) => outcome === 'answered').length,
    agents: new Set(answeredOf(legs).map(({ agentId }) => agentId)).size,
  };
}

/** Of a call that nobody answered outside the covered hours the sub-code keeps what the source told. */
function closedParameters({ covered, subCode }: Call): CountedBy['parameters'] {
  const told = outcomeNames.find((name) => name === subCode && outcomeKinds[name] === 'lost');
  return !covered && told !== undefined ? { why: 'outsideHours', told } : { why: 'announced' };
}

function waitRules({ call, share, counts, by }: Counted): Rules {
  const { greetingMs, transferWaitMs } = call;
  const rules: CountedBy[] = [{ rule: counts.offered > 0 ? 'offered' : 'notOffered', parameters: {} }];
  if (greetingMs !== null && greetingMs > 0) rules.push({ rule: 'greetingTime', parameters: { greetingMs } });
  rules.push(...ownWait(call, counts));
  if (call.outcome === 'answered' && call.waitMs !== null && share.bins.length > 0)
    rules.push(thresholdRule(call.waitMs, counts, by));
  if (transferWaitMs > 0) rules.push({ rule: 'laterWait', parameters: { waitMs: transferWaitMs } });
  return rules;
}

function ownWait({ outcome, waitMs, arrivedAt, answeredAt }: Call, { offered }: Counts): Rules {
  if (outcome === null) return [];
  if (waitMs === null) return offered > 0 ? [{ rule: 'waitUnknown', parameters: {} }] : [];
  const from = new Date(arrivedAt).toISOString();
  const to = new Date(answeredAt ?? arrivedAt + waitMs).toISOString();
  return [{ rule: 'wait', parameters: { waitMs, from, to } }];
}

function thresholdRule(waitMs: number, { answeredInThreshold }: Counts, by: ExplainBy): CountedBy {
  const { serviceLevelSeconds: seconds, serviceLevelFormula: formula } = by;
  const rule = answeredInThreshold > 0 ? 'insideThreshold' : 'beyondThreshold';
  return { rule, parameters: { seconds, waitMs, formula } };
}

function handlingRules({ call, share, counts }: Counted): Rules {
  const { talkMs, holdMs, wrapMs, handleMs, talks, handled, holds } = share.tally;
  const answered = answeredOf(call.legs);
  const rules: CountedBy[] = [];
  const tell = (isSo: boolean, rule: CallRuleName, parameters: CountedBy['parameters']): void => {
    if (isSo) rules.push({ rule, parameters });
  };
  const moved = call.legs.filter(({ transferred }) => transferred !== null).length;
  tell(counts.transferred > 0, 'transferred', { count: Math.max(1, call.transfers, moved) });
  tell(counts.ringNoAnswer > 0, 'ringNoAnswer', { count: counts.ringNoAnswer });
  tell(talks > 0, 'talk', { talkMs, agents: new Set(answered.map(({ agentId }) => agentId)).size });
  tell(counts.talkUnder5s > 0, 'shortTalk', { talkMs, shortMs: shortTalkMs });
  const heldMs = call.legs.reduce((sum, leg) => sum + leg.holdMs, 0);
  tell(counts.held > 0, 'held', { count: holds, holdMs: heldMs });
  tell(handled > 0, 'handling', { handleMs, talkMs, holdMs, wrapMs });
  tell(counts.answered > 0 && handled === 0, 'handlingUnknown', {});
  return rules;
}

const answeredOf = (legs: readonly Leg[]): readonly Leg[] =>
  legs.filter(({ answeredAt }) => answeredAt !== null);
