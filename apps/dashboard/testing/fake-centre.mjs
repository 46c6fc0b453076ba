/** A believable centre that moves by itself, for looking at pages without a database. Seeded: the same seed, the same start. */

export const minute = 60_000;
const teamNames = [
  'Imagerie',
  'Médecine générale',
  'Centres de santé',
  'Spécialistes',
  'Català',
  'Dentaire',
  'Pédiatrie',
  'Débordement de nuit',
];
const clinicNames = [
  'Radiologie Sud',
  'Cabinet Durand',
  'Centre des Lilas',
  'Clinique du Parc',
  'Cabinet Sant Jordi',
  'Dentaire Voltaire',
  'Pédiatrie Les Platanes',
  'Cabinet des Tilleuls',
  'Centre mutualiste Jaurès',
  'Ophtalmologie Bellecour',
  'Dermatologie du Port',
  'Centre Mèdic Pirineus',
];
const people = [
  'Amel',
  'Béatrice',
  'Chloé',
  'Djamila',
  'Élodie',
  'Fatou',
  'Garance',
  'Hélène',
  'Inès',
  'Jeanne',
  'Karima',
  'Lucie',
];
export const states = [
  'free',
  'ringing',
  'on_call',
  'outbound',
  'wrap_up',
  'break',
  'training',
  'off_phone',
  'offline',
  'unknown',
];

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

/** The fixed part: teams, clinics and secretaries. */
export function makeCentre({ seed = 7, teams = 5, clinics = 40, agents = 18, now }) {
  const random = seeded(seed);
  const teamList = Array.from({ length: teams }, (_, index) => ({
    id: `t${index}`,
    name: teamNames[index % teamNames.length],
    order: index,
  }));
  const clinicList = Array.from({ length: clinics }, (_, index) => {
    const name = clinicNames[index] ?? `Cabinet ${index + 1}`;
    return {
      id: `c${index}`,
      name,
      shortName: name.replace('Cabinet ', '').replace('Centre ', ''),
      team: `t${index < 5 ? index % teams : Math.floor(random() * teams)}`,
      covered: random() > 0.1,
    };
  });
  const agentList = Array.from({ length: agents }, (_, index) => ({
    id: `a${index}`,
    name: `${people[index % people.length]} ${String.fromCharCode(65 + (index % 26))}.`,
    team: `t${index % teams}`,
    state: states[[2, 2, 2, 0, 2, 4, 2, 5, 2, 2, 1, 0][index % 12]],
    since: now - Math.floor(random() * 6 * minute),
  }));
  return {
    random,
    teams: teamList,
    clinics: clinicList,
    agents: agentList,
    waiting: [],
    decided: [],
    serial: 0,
  };
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
    centre.decided.push({
      at: now,
      answered: taken,
      clinicId: caller.clinicId,
      teamId: caller.teamId,
      waited,
    });
  }
  if (centre.random() < 0.3) {
    const agent = centre.agents[Math.floor(centre.random() * centre.agents.length)];
    agent.state = states[[0, 2, 2, 2, 4, 5, 1][Math.floor(centre.random() * 7)]];
    agent.since = now;
  }
  return centre;
}
