/** A believable centre that moves by itself, for looking at pages without a database. Seeded: the same seed, the same start. */

const minute = 60_000;
const teamNames = ['Imagerie', 'Médecine générale', 'Centres de santé', 'Spécialistes', 'Català', 'Dentaire', 'Pédiatrie', 'Débordement de nuit'];
const clinicNames = [
  'Radiologie Sud', 'Cabinet Durand', 'Centre des Lilas', 'Clinique du Parc', 'Cabinet Sant Jordi', 'Dentaire Voltaire',
  'Pédiatrie Les Platanes', 'Cabinet des Tilleuls', 'Centre mutualiste Jaurès', 'Ophtalmologie Bellecour',
  'Dermatologie du Port', 'Centre Mèdic Pirineus',
];
const people = ['Amel', 'Béatrice', 'Chloé', 'Djamila', 'Élodie', 'Fatou', 'Garance', 'Hélène', 'Inès', 'Jeanne', 'Karima', 'Lucie'];
const states = ['free', 'ringing', 'on_call', 'outbound', 'wrap_up', 'break', 'training', 'off_phone', 'offline', 'unknown'];

/** A small seeded generator of numbers in [0, 1). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ratio = (part, of) => ({ value: of === 0 ? null : part / of, part, of });
const lines = { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 };

/** The fixed part: teams, clinics and secretaries. */
export function makeCentre({ seed = 7, teams = 5, clinics = 40, agents = 18, now }) {
  const random = seeded(seed);
  const teamList = Array.from({ length: teams }, (_, index) => ({ id: `t${index}`, name: teamNames[index % teamNames.length], order: index }));
  const clinicList = Array.from({ length: clinics }, (_, index) => {
    const name = clinicNames[index] ?? `Cabinet ${index + 1}`;
    return { id: `c${index}`, name, shortName: name.replace('Cabinet ', '').replace('Centre ', ''), team: `t${index < 5 ? index % teams : Math.floor(random() * teams)}`, covered: random() > 0.1 };
  });
  const agentList = Array.from({ length: agents }, (_, index) => ({
    id: `a${index}`,
    name: `${people[index % people.length]} ${String.fromCharCode(65 + (index % 26))}.`,
    team: `t${index % teams}`,
    state: states[[2, 2, 2, 0, 2, 4, 2, 5, 2, 2, 1, 0][index % 12]],
    since: now - Math.floor(random() * 6 * minute),
  }));
  return { random, teams: teamList, clinics: clinicList, agents: agentList, waiting: [], decided: [], serial: 0 };
}

function arrive(centre, now, ageMs = 0) {
  const clinic = centre.clinics[Math.floor(centre.random() ** 2.2 * centre.clinics.length)];
  centre.serial += 1;
  const tries = centre.random();
  centre.waiting.push({
    id: `w${centre.serial}`,
    clinicId: clinic.id,
    teamId: clinic.team,
    queueId: ['rdv', 'resultats', 'urgent'][centre.serial % 3],
    phase: 'queued',
    since: now - ageMs,
    attempt: tries > 0.9 ? 3 : tries > 0.75 ? 2 : 1,
    mask: tries < 0.05 ? null : `06 39 98 •• ${String(10 + (centre.serial % 90))}`,
    language: ['fr', 'fr', 'fr', 'ca', 'es'][centre.serial % 5],
    toVerify: false,
  });
}

/** Some callers already waiting, so that the page opens on something. */
export function beginWith(centre, now, ages) {
  for (const age of ages) arrive(centre, now, age);
}

/** One step of life: someone comes, someone is taken, someone gives up. */
export function step(centre, now, pace) {
  if (centre.random() < pace) arrive(centre, now);
  for (const caller of [...centre.waiting]) {
    const waited = now - caller.since;
    const taken = centre.random() < (waited > 15_000 ? 0.03 : 0.012);
    const lost = waited > 30_000 && centre.random() < 0.004;
    if (!taken && !lost) continue;
    centre.waiting.splice(centre.waiting.indexOf(caller), 1);
    centre.decided.push({ at: now, answered: taken, clinicId: caller.clinicId, teamId: caller.teamId, waited });
  }
  if (centre.random() < 0.3) {
    const agent = centre.agents[Math.floor(centre.random() * centre.agents.length)];
    agent.state = states[[0, 2, 2, 2, 4, 5, 1][Math.floor(centre.random() * 7)]];
    agent.since = now;
  }
  return centre;
}

function countAgents(agents) {
  const counts = Object.fromEntries(states.map((state) => [state, agents.filter((agent) => agent.state === state).length]));
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
    answerRate30m: ratio(answered, all),
    answerRateDay: ratio(answered * 4, Math.round(all * 4.3)),
    toCallBack: decided.filter((call) => !call.answered).length,
    presentedDay: all * 4 + callers.length,
    lines,
    answerRateTarget: 0.95,
  };
}

function quarters(now) {
  const start = Math.floor(now / 900_000) * 900_000;
  const shape = [3, 6, 12, 30, 54, 58, 53, 47, 42, 38, 36, 29, 31, 22, 18, 16, 24, 30, 33, 28, 25, 12];
  return Object.fromEntries(
    shape.map((answered, index) => {
      const iso = new Date(start - (shape.length - 1 - index) * 900_000).toISOString();
      const abandoned = Math.round(answered / (index === 4 ? 6 : 14));
      const otherUnanswered = index % 4 === 0 ? 2 : 0;
      const outside = index < 2 ? 2 : 0;
      const open = index === shape.length - 1 ? 4 : 0;
      const presented = answered + abandoned + otherUnanswered + outside + open;
      return [iso, { start: iso, presented, answered, abandoned, otherUnanswered, outside, open, p90Ms: answered < 5 ? null : 14_000 + abandoned * 21_000 }];
    }),
  );
}

function headline(centre, now) {
  const longest = Math.min(...centre.waiting.map((caller) => caller.since), now);
  if (now - longest <= lines.limitMs) return null;
  const counts = new Map();
  for (const caller of centre.waiting) counts.set(caller.clinicId, (counts.get(caller.clinicId) ?? 0) + 1);
  const [id, waiting] = [...counts].toSorted((a, b) => b[1] - a[1])[0];
  const { name } = centre.clinics.find((clinic) => clinic.id === id);
  return {
    kind: 'peak', level: 'act', waiting: centre.waiting.length, trend: 'growing', inPerMinute: 9, takenPerMinute: 6,
    clinic: waiting > 1 ? { id, name, waiting } : null, expectedWaitMs: 160_000, sourceId: null, since: null, count: null,
  };
}

function totals(centre, now, dayQuarters) {
  const row = figures(centre.waiting, centre.decided, 64);
  const parts = Object.values(dayQuarters);
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  const agents = countAgents(centre.agents);
  const unanswered = sum('abandoned') + sum('otherUnanswered');
  return {
    waiting: row.waiting, greeting: 2, longestSince: row.longestSince, inPerMinute: row.inPerMinute, takenPerMinute: row.takenPerMinute,
    lostPerMinute: 0.4, waitingChange5m: 3, presentedDay: sum('presented'), offeredDay: sum('presented') - 4, decidedDay: sum('presented') - 8,
    answerRate30m: row.answerRate30m, answerRateDay: ratio(sum('answered'), sum('answered') + unanswered), answerRatePreviousHour: ratio(120, 132),
    serviceLevel30m: ratio(46, 65), serviceLevelDay: ratio(512, 655), secondServiceLevel30m: ratio(52, 65),
    waits30m: { known: 65, p50Ms: 18_000, p90Ms: 94_000, meanMs: 31_200 }, waitsDay: { known: 655, p50Ms: 11_000, p90Ms: 61_000, meanMs: 24_100 },
    unansweredDay: unanswered, recoveredDay: Math.round(unanswered * 0.55), toCallBack: 17 + centre.decided.filter((call) => !call.answered).length,
    oldestToCallBackAt: now - 108 * minute, unreachableDay: 3, ringNoAnswer30m: 1, blocked30m: 0,
    waitingPastThreshold: centre.waiting.filter((caller) => now - caller.since > 20_000).length,
    expectedWaitMs: 95_000, agents, freeWhileWaiting: agents.free > 0 && centre.waiting.some((caller) => now - caller.since > 20_000),
    waitingSpark: Array.from({ length: 60 }, (_, index) => Math.round(3 + 3 * Math.sin(index / 7) + index / 15)),
    answerRateSpark: [0.93, 0.95, 0.94, 0.92, 0.93, 0.9, 0.91, 0.89, 0.88, 0.87, 0.86, 0.86],
  };
}

/** The whole board of the centre at an instant, as a live state. */
export function boardOf(centre, now, { demo = true } = {}) {
  const dayQuarters = quarters(now);
  const ofTeam = (id) => ({ callers: centre.waiting.filter((caller) => caller.teamId === id), decided: centre.decided.filter((call) => call.teamId === id) });
  const ofClinic = (id) => ({ callers: centre.waiting.filter((caller) => caller.clinicId === id), decided: centre.decided.filter((call) => call.clinicId === id) });
  const teamViews = centre.teams.map((team) => {
    const { callers, decided } = ofTeam(team.id);
    const agents = countAgents(centre.agents.filter((agent) => agent.team === team.id));
    return [team.id, { ...figures(callers, decided, 12 + team.order * 7), id: team.id, name: team.name, order: team.order, clinics: centre.clinics.filter((clinic) => clinic.team === team.id).length, agents }];
  });
  const clinicViews = centre.clinics.map((clinic, index) => {
    const { callers, decided } = ofClinic(clinic.id);
    const row = figures(callers, decided, index < 6 ? 15 : 3);
    const trouble = [
      ...(row.longestSince !== null && now - row.longestSince > lines.watchMs ? ['past_target'] : []),
      ...(callers.length > 1 ? ['two_waiting'] : []),
      ...(decided.some((call) => !call.answered && now - call.at < 15 * minute) ? ['unreached'] : []),
    ];
    return [clinic.id, { ...row, id: clinic.id, name: clinic.name, shortName: clinic.shortName, teamIds: [clinic.team], covered: clinic.covered, trouble }];
  });
  const byId = (list) => Object.fromEntries(list.map((entry) => [entry.id, entry]));
  return {
    centre: {
      tenantId: 'demo', name: 'Télésecrétariat de la Place', timezone: 'Europe/Paris', locale: 'fr', demo, lines, answerRateTarget: 0.95,
      serviceLevelTarget: 0.8, serviceLevelSeconds: 20, secondServiceLevelSeconds: 30, serviceLevelFormula: 'sl2', shortAbandonMs: 5000,
      queueNames: { rdv: 'Rendez-vous', resultats: 'Résultats', urgent: 'Urgent' },
      dayStart: new Date(now - 10 * 60 * minute).toISOString(), dayEnd: new Date(now + 14 * 60 * minute).toISOString(),
    },
    totals: totals(centre, now, dayQuarters),
    headline: headline(centre, now),
    sources: { pbx: { id: 'pbx', name: 'Téléphonie', lastEventAt: now - 2000, silent: false, offsetMs: 120 } },
    teams: Object.fromEntries(teamViews),
    clinics: Object.fromEntries(clinicViews),
    waiting: byId(centre.waiting.map((caller) => ({ ...caller }))),
    agents: byId(centre.agents.map(({ team, ...agent }) => ({ ...agent, teamIds: [team], clinicId: null }))),
    quarters: dayQuarters,
  };
}
