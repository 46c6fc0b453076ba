import type { SentEvent } from './worked-quarter';

/**
 * A week of one clinic by hand: 40 calls, 25 look-ups of which 6 find nothing, 3 difficult calls, 1 urgent one. Columns:
 * day and time at which the number was dialled, how it ended, seconds of the wait (`greeting`: of the greeting that was
 * heard), seconds of the conversation, reason and outcome noted, look-ups (`f6` found after 6 s, `m22:…` missed, and
 * what was asked), what was marked.
 *
 * Until Tuesday music plays for 4 s before a greeting of 20 s; from Wednesday on a greeting of 9 s begins after 1 s.
 */
const week = `
mon 08:31:10 answered    6 125 rendez-vous    booked       f6
mon 08:50:00 answered   14 210 rendez-vous    booked       f8
mon 09:05:30 answered   31  95 renseignement  resolved     m22:parking
mon 09:20:00 abandoned  48   0 -              -            -
mon 09:41:15 answered   19 180 ordonnance     message      f9
mon 10:02:00 greeting    7   0 -              -            -
mon 11:15:45 answered   20 240 rendez-vous    booked       f5,f7
mon 14:30:00 answered    3  60 resultats      message      -
mon 16:05:20 abandoned   4   0 -              -            -
tue 08:35:00 answered   11 150 rendez-vous    booked       f6
tue 09:10:00 answered   25 300 rendez-vous    unresolved   m30:parking difficult
tue 09:30:00 greeting   12   0 -              -            -
tue 10:45:00 answered    8 110 renseignement  resolved     f10
tue 11:20:30 abandoned  62   0 -              -            -
tue 14:00:00 answered    2  75 ordonnance     message      -
tue 15:40:00 answered   16 130 rendez-vous    booked       f7
tue 17:25:00 answered   21 205 rendez-vous    resolved     m18:tarif
wed 08:32:00 answered    5 140 rendez-vous    booked       f4
wed 09:00:00 answered   12 190 ordonnance     message      f6
wed 09:14:30 answered   18 420 urgence        transferred  f3 urgent
wed 10:30:00 answered    9  85 renseignement  resolved     m26:parking
wed 11:05:00 callback   90   0 -              -            -
wed 14:20:00 answered    4 160 rendez-vous    booked       f5
wed 15:00:00 answered    7  90 resultats      message      -
wed 16:45:00 abandoned  35   0 -              -            -
thu 08:40:00 answered   10 170 rendez-vous    booked       f8
thu 09:25:00 answered   22 260 rendez-vous    unresolved   f6 difficult
thu 10:10:00 answered    6 100 renseignement  resolved     f7
thu 11:50:00 greeting    3   0 -              -            -
thu 14:35:00 answered   13 145 rendez-vous    booked       -
thu 16:00:00 answered    1  55 ordonnance     message      -
fri 08:30:00 answered   17 200 rendez-vous    booked       f9
fri 09:45:00 answered   28 115 renseignement  resolved     m24:tarif
fri 10:20:00 abandoned   5   0 -              -            -
fri 11:10:00 answered    4 135 rendez-vous    booked       -
fri 14:15:00 answered   15 330 resultats      resolved     f12 difficult
fri 15:30:00 answered    6  80 ordonnance     message      f5
fri 17:40:00 answered   20 150 rendez-vous    booked       -
sat 09:00:00 answered    9 120 rendez-vous    booked       f6
sat 10:15:00 answered    0  70 renseignement  resolved     m20:vaccin
`;

const days: Readonly<Record<string, string>> = {
  mon: '2026-03-02',
  tue: '2026-03-03',
  wed: '2026-03-04',
  thu: '2026-03-05',
  fri: '2026-03-06',
  sat: '2026-03-07',
};
/** When the clinic has its new greeting: the morning of the Wednesday, in Paris. */
export const greetingChangedAt = '2026-03-04T07:00:00+01:00';
export const weekClinic = 'cabinet-rey';

type Say = (type: string, atS: number, data?: Readonly<Record<string, unknown>>) => void;
type WeekEvent = Omit<SentEvent, 'data'> & { readonly data: Readonly<Record<string, unknown>> };

/** What the telephone system and the secretaries' keys send of the week. */
export const workedWeek = (): readonly WeekEvent[] => week.trim().split('\n').flatMap(eventsOf);

function eventsOf(line: string, nth: number): readonly WeekEvent[] {
  const [day = '', time = '', end = '', ...rest] = line.split(/\s+/u);
  const dialled = Date.parse(`${days[day] ?? ''}T${time}+01:00`);
  const events: WeekEvent[] = [];
  const say: Say = (type, atS, data = {}) =>
    void events.push({
      specversion: '1.0',
      id: `week-${nth}-${events.length}`,
      source: '/pbx/week',
      type,
      subject: `week-${nth}`,
      time: new Date(dialled + atS * 1000).toISOString(),
      data: { clinicId: weekClinic, ...data },
    });
  say('call.initiated', 0, { ani: `+331990012${String(nth).padStart(2, '0')}` });
  const heardS = end === 'greeting' ? Number(rest[0]) : null;
  const enteredS = greet(say, dialled >= Date.parse(greetingChangedAt), heardS);
  if (end === 'greeting') say('call.disconnected', enteredS, { side: 'caller' });
  else queue(say, enteredS, [end, ...rest]);
  return events;
}

/** Tells the greeting, heard whole or so long; gives when it ended. */
function greet(say: Say, isNew: boolean, heardS: number | null): number {
  const [beginsS, lastsS, messageId] = isNew ? [1, 9, 'accueil-2'] : [4, 20, 'accueil-1'];
  const endS = beginsS + (heardS ?? lastsS);
  say('call.greeting_started', beginsS, { messageId });
  say('call.greeting_ended', endS, { messageId, completed: heardS === null });
  return endS;
}

function queue(say: Say, enteredS: number, [end, waitS, talkS, ...noted]: readonly string[]): void {
  const leftS = enteredS + Number(waitS);
  say('call.enqueued', enteredS, { queueId: weekClinic });
  if (end === 'answered') {
    talk(say, leftS, leftS + Number(talkS), noted);
    return;
  }
  say('call.dequeued', leftS, { queueId: weekClinic, reason: end });
  say('call.disconnected', leftS, { side: 'caller' });
}

function talk(say: Say, fromS: number, toS: number, noted: readonly string[]): void {
  const [reasonCode = '', outcome = '', lookedUp = '-', ...marked] = noted;
  const leg = { agentId: 'anne', legId: 'l1' };
  say('call.answered', fromS, { ...leg, queueId: weekClinic });
  let at = fromS + 10;
  for (const one of lookedUp.split(',').filter((look) => look !== '-')) {
    const [took = '', question] = one.slice(1).split(':');
    say('faq.searched', at);
    at += Number(took);
    const told = { elapsedMs: Number(took) * 1000 };
    if (one.startsWith('f')) say('faq.opened', at, { ...told, entryId: 'horaires' });
    else say('faq.missed', at, { ...told, question });
  }
  const marks = Object.fromEntries(marked.map((mark) => [mark, true]));
  say('call.leg_ended', toS, { ...leg, side: 'caller' });
  say('call.disconnected', toS, { side: 'caller' });
  say('acw.started', toS, leg);
  const booking = outcome === 'booked' ? { appointmentObtained: true } : {};
  say('call.dispositioned', toS + 20, { ...leg, reasonCode, outcome, ...booking, ...marks });
  say('acw.ended', toS + 20, leg);
}
