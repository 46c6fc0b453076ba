import { minute, states } from './fake-centre.mjs';
import { quarters } from './fake-quarters.mjs';
import { satisfaction, wishes } from './fake-wishes.mjs';

const ratio = (part, of) => ({ value: of === 0 ? null : part / of, part, of });
const lines = { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 };

function countAgents(agents) {
  const counts = Object.fromEntries(
    states.map((state) => [state, agents.filter((agent) => agent.state === state).length]),
  );
  return { present: agents.length - counts.offline - counts.unknown, ...counts };
}

function figures(callers, decided, base) {
  const answered = Math.round(base * 0.9) + decided.filter((call) => call.answered).length;
  const all = base + decided.length;
  return {
    waiting: callers.length,
    longestSince: callers.length === 0 ? null : Math.min(...callers.map((caller) => caller.since)),
    inPerMinute: Math.round((callers.length + decided.length) * 2) / 10,
    takenPerMinute: Math.round(decided.length * 2) / 10,
    lostPerMinute: Math.round(decided.filter((call) => !call.answered).length * 2) / 10,
    lost30m: all - answered,
    lostUnreached30m: Math.round((all - answered) * 0.6),
    answerRate30m: ratio(answered, all),
    answerRateDay: ratio(answered * 4, Math.round(all * 4.3)),
    toCallBack: decided.filter((call) => !call.answered).length,
    presentedDay: all * 4 + callers.length,
    lines,
    answerRateTarget: 0.95,
  };
}

function headline(centre, now) {
  const longest = Math.min(...centre.waiting.map((caller) => caller.since), now);
  const isCalm = now - longest <= lines.limitMs;
  const counts = new Map();
  for (const caller of centre.waiting) counts.set(caller.clinicId, (counts.get(caller.clinicId) ?? 0) + 1);
  const [id, waiting] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const name = centre.clinics.find((clinic) => clinic.id === id)?.name ?? '';
  return {
    kind: isCalm ? 'calm' : 'peak',
    level: isCalm ? 'calm' : 'act',
    levelSince: now - 11 * minute,
    waiting: centre.waiting.length,
    trend: 'growing',
    inPerMinute: 9,
    takenPerMinute: 6,
    lostPerMinute: 0.4,
    team: null,
    missing: null,
    clinic: waiting > 1 ? { id, name, waiting } : null,
    expectedWaitMs: 160_000,
    sourceId: null,
    since: null,
    count: null,
  };
}

const fixedTotals = {
  recoveredSoonDay: {
    withinHour: 14,
    sameHalfDay: 16,
    beforeClosing: 18,
    closedForReason: 1,
    neverReached: 0,
  },
  followups: { open: 9, dueToday: 5, late: 1, doneToday: 4, clinicsToTell: 1 },
  lostPerMinute: 0.4,
  waitingChange5m: 3,
  greeting: 2,
  answerRatePreviousHour: ratio(120, 132),
  serviceLevel30m: ratio(46, 65),
  serviceLevelDay: ratio(512, 655),
  secondServiceLevel30m: ratio(52, 65),
  waits30m: { known: 65, p50Ms: 18_000, p90Ms: 94_000, meanMs: 31_200 },
  waitsDay: { known: 655, p50Ms: 11_000, p90Ms: 61_000, meanMs: 24_100 },
  unreachableDay: 3,
  ringNoAnswer30m: 1,
  blocked30m: 0,
  ringNoAnswer5m: 1,
  blocked5m: 0,
  phoneLines: 60,
  expectedWaitMs: 95_000,
  waitingSpark: Array.from({ length: 60 }, (_, index) =>
    Math.round(3 + 3 * Math.sin(index / 7) + index / 15),
  ),
  answerRateSpark: [0.93, 0.95, 0.94, 0.92, 0.93, 0.9, 0.91, 0.89, 0.88, 0.87, 0.86, 0.86],
};

function totals(centre, now, dayQuarters) {
  const { waiting, longestSince, inPerMinute, takenPerMinute, answerRate30m, lost30m, lostUnreached30m } =
    figures(centre.waiting, centre.decided, 64);
  const parts = Object.values(dayQuarters);
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  const agents = countAgents(centre.agents);
  const unanswered = sum('abandoned') + sum('otherUnanswered');
  const pastTarget = centre.waiting.filter((caller) => now - caller.since > lines.targetMs).length;
  return {
    ...fixedTotals,
    waiting,
    longestSince,
    inPerMinute,
    takenPerMinute,
    answerRate30m,
    lost30m,
    lostUnreached30m,
    linesBusy: waiting + agents.on_call,
    planned: agents.present + 1,
    toCallBackCalls: 19,
    presentedDay: sum('presented'),
    offeredDay: sum('presented') - 4,
    decidedDay: sum('presented') - 8,
    answerRateDay: ratio(sum('answered'), sum('answered') + unanswered),
    unansweredDay: unanswered,
    talkingNow: 7,
    recoveredDay: Math.round(unanswered * 0.55),
    toCallBack: 17 + centre.decided.filter((call) => !call.answered).length,
    oldestToCallBackAt: now - 108 * minute,
    waitingPastThreshold: pastTarget,
    agents,
    freeWhileWaiting: agents.free > 0 && pastTarget > 0,
  };
}

const centreView = (now, demo) => ({
  tenantId: 'demo',
  name: 'Télésecrétariat de la Place',
  timezone: 'Europe/Paris',
  locale: 'fr',
  demo,
  lines,
  answerRateTarget: 0.95,
  serviceLevelTarget: 0.8,
  serviceLevelSeconds: 20,
  secondServiceLevelSeconds: 30,
  serviceLevelFormula: 'sl2',
  shortAbandonMs: 5000,
  namesFreeable: true,
  queueNames: { rdv: 'Rendez-vous', resultats: 'Résultats', urgent: 'Urgent' },
  dayStart: new Date(now - 10 * 60 * minute).toISOString(),
  dayEnd: new Date(now + 14 * 60 * minute).toISOString(),
});

function teamView(centre, team) {
  const mine = (entry) => entry.teamId === team.id;
  const agents = countAgents(centre.agents.filter((agent) => agent.team === team.id));
  const clinics = centre.clinics.filter((clinic) => clinic.team === team.id).length;
  const { id, name, order } = team;
  return {
    ...figures(centre.waiting.filter(mine), centre.decided.filter(mine), 12 + order * 7),
    id,
    name,
    order,
    clinics,
    agents,
    planned: agents.present,
  };
}

function clinicView(centre, clinic, index, now) {
  const mine = (entry) => entry.clinicId === clinic.id;
  const callers = centre.waiting.filter(mine);
  const decided = centre.decided.filter(mine);
  const row = figures(callers, decided, index < 6 ? 15 : 3);
  const trouble = [
    row.longestSince !== null && now - row.longestSince > lines.targetMs ? 'past_target' : '',
    callers.length > 1 ? 'two_waiting' : '',
    decided.some((call) => !call.answered && now - call.at < 15 * minute) ? 'unreached' : '',
  ].filter((reason) => reason !== '');
  const { id, name, shortName, team, covered } = clinic;
  const kind = ['cabinet', 'cabinet', 'centre', 'clinique'][index % 4];
  const place = { kind, teamIds: [team], covered, trouble, troubleRank: null, claim: null };
  return { ...row, id, name, shortName, ...place };
}

/** Gives those in trouble their place, who lost most first. */
function ranked(clinics) {
  const troubled = clinics.filter(({ trouble }) => trouble.length > 0);
  const order = troubled.toSorted((a, b) => b.lost30m - a.lost30m).map(({ id }) => id);
  return clinics.map((clinic) => {
    const place = order.indexOf(clinic.id);
    return { ...clinic, troubleRank: place === -1 ? null : place };
  });
}

const byId = (list) => Object.fromEntries(list.map((entry) => [entry.id, entry]));

/** The whole board of the centre at an instant, as a live state. */
export function boardOf(centre, now, { demo = true } = {}) {
  const dayQuarters = quarters(now);
  return {
    centre: centreView(now, demo),
    totals: totals(centre, now, dayQuarters),
    headline: headline(centre, now),
    sources: {
      pbx: { id: 'pbx', name: 'Téléphonie', lastEventAt: now - 2000, silent: false, offsetMs: 120 },
    },
    teams: byId(centre.teams.map((team) => teamView(centre, team))),
    clinics: byId(ranked(centre.clinics.map((clinic, index) => clinicView(centre, clinic, index, now)))),
    waiting: byId(centre.waiting.map((caller) => ({ ...caller }))),
    agents: byId(centre.agents.map(({ team, ...agent }) => ({ ...agent, teamIds: [team], clinicId: null }))),
    quarters: dayQuarters,
    satisfaction,
    concerns: byId(wishes(centre, now)),
    alerts: {},
  };
}
