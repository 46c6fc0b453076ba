/** A small centre over two months, always the same: what the version before is given to fold. */

export const centreSettings = `centre:
  name: Standard de la place
  timezone: Europe/Paris
  locale: fr
teams:
  - { id: mg, name: Médecine générale, queues: [rdv, ordonnances], members: [anna, benoit] }
  - { id: cat, name: Català, queues: [catala], members: [anna, clara] }
clinics:
  - id: durand
    name: Cabinet Durand
    numbers: ["01 99 00 12 34"]
    covered: { week: { mon: &day ["08:00-19:00"], tue: *day, wed: *day, thu: *day, fri: *day } }
  - { id: lilas, name: Centre des Lilas }
  - { id: pirineus, name: Centre Mèdic Pirineus, timezone: Europe/Andorra }
queues:
  - { id: rdv, name: Rendez-vous }
  - { id: ordonnances, name: Ordonnances, callbackKeys: ["2"] }
`;

/** What is asked of the version before, and must be answered alike afterwards unless the test says otherwise. */
export const questions = ['none', 'clinic', 'team', 'language', 'reason', 'queue', 'agent'].flatMap((by) =>
  [
    '15m&from=2026-10-05&to=2026-10-07',
    '1d&from=2026-09-01&to=2026-11-01',
    'all&from=2026-09-01&to=2026-12-01',
  ].map((interval) => `metrics?by=${by}&interval=${interval}`),
);

const dayMs = 86_400_000;
const firstDay = Date.UTC(2026, 8, 1);
const days = 61;

/** Numbers that look drawn and are always the same. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

const agents = ['anna', 'benoit', 'clara'];
const clinics = ['durand', 'lilas', 'pirineus'];
const queueOf = { durand: 'rdv', lilas: 'ordonnances', pirineus: 'catala' };

/** Every event of September and October 2026, in the order in which it happened. */
export function eventsOfTwoMonths() {
  const draw = numbers(7);
  const events = [];
  const tell = (type, at, subject, data) => {
    const id = String(events.length);
    events.push({
      specversion: '1.0',
      id,
      source: '/pbx/place',
      type,
      subject,
      time: new Date(at).toISOString(),
      data,
    });
  };
  for (let day = 0; day < days; day += 1) {
    const start = firstDay + day * dayMs + 6 * 3_600_000;
    if (new Date(start).getUTCDay() % 6 === 0) continue;
    workingDay(start, draw, tell);
    for (let n = 0; n < 6; n += 1) oneCall(`c${day}-${n}`, start + draw(43_000) * 1000, { draw, tell });
  }
  // Nobody has told the end of these: what comes after the upgrade will.
  const open = { clinicId: 'durand', queueId: 'rdv' };
  tell('call.enqueued', Date.UTC(2026, 9, 31, 9, 40), 'unfinished-1', open);
  tell('call.enqueued', Date.UTC(2026, 9, 31, 9, 53), 'unfinished-2', open);
  tell('call.answered', Date.UTC(2026, 9, 31, 10, 2), 'unfinished-2', { ...open, agentId: 'benoit' });
  return events.sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
}

function workingDay(start, draw, tell) {
  agents.forEach((agentId, n) => {
    const from = start + n * 1_800_000;
    const noon = start + 5 * 3_600_000 + draw(3_600) * 1000;
    tell('agent.logged_in', from, agentId, {});
    tell('agent.state_changed', noon, agentId, { state: 'break', reason: 'lunch' });
    tell('agent.state_changed', noon + 2_400_000, agentId, { state: 'available' });
    tell('agent.logged_out', start + 11 * 3_600_000 + draw(3_600) * 1000, agentId, {});
  });
}

function oneCall(id, at, centre) {
  const { draw, tell } = centre;
  const clinicId = clinics[draw(3)];
  const place = { clinicId, queueId: queueOf[clinicId] };
  const languageRequested = clinicId === 'pirineus' ? 'ca' : 'fr';
  const waitMs = (2 + draw(90)) * 1000;
  const fate = draw(20);
  if (fate === 0)
    return tell('call.blocked', at, id, { ...place, reason: ['full', 'closed', 'no_agents'][draw(3)] });
  tell('call.enqueued', at, id, {
    ...place,
    languageRequested,
    aniHash: `caller-${draw(60)}`,
    aniKind: 'mobile',
  });
  if (fate < 4) return tell('call.dequeued', at + waitMs, id, { ...place, reason: 'abandoned' });
  if (fate === 4) {
    return tell('call.dequeued', at + waitMs, id, {
      ...place,
      reason: ['timeout', 'voicemail', 'overflow'][draw(3)],
    });
  }
  if (fate < 8) return passedOn(id, at, place, centre);
  return answered(id, at + waitMs, place, centre);
}

/** Into one queue, out of it in time, and answered in another one some minutes later: often in another quarter. */
function passedOn(id, at, place, centre) {
  const { draw, tell } = centre;
  const left = at + (200 + draw(400)) * 1000;
  tell('call.dequeued', left, id, { ...place, reason: 'timeout' });
  const next = { ...place, queueId: place.queueId === 'rdv' ? 'ordonnances' : 'rdv' };
  tell('call.enqueued', left, id, next);
  answered(id, left + draw(20) * 1000, next, centre);
}

function answered(id, at, place, { draw, tell }) {
  const leg = { ...place, agentId: agents[draw(3)], legId: `${id}-leg` };
  const end = at + (30 + draw(300)) * 1000;
  tell('call.offered', at - 1000, id, leg);
  tell('call.answered', at, id, leg);
  if (draw(5) === 0) {
    tell('call.held', at + 5000, id, leg);
    tell('call.retrieved', at + 15_000, id, leg);
  }
  tell('call.disconnected', end, id, { side: 'caller' });
  tell('acw.ended', end + (5 + draw(60)) * 1000, id, leg);
  tell('call.dispositioned', end + 3000, id, { reasonCode: ['appointment', 'advice'][draw(2)] });
  if (draw(3) > 0)
    tell('survey.answered', end + 3_600_000, id, { channel: 'sms', items: { overall: 1 + draw(5) } });
}
