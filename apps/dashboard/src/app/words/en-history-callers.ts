import type { HistoryWords } from './dictionary';

type Callers = Pick<
  HistoryWords,
  'callbacks' | 'followups' | 'campaigns' | 'handovers' | 'incidents' | 'noted' | 'returns'
>;

/** English words of the history's cards beside the calls: who was called back, planned, offered, handed over, urgent, noted, who came back. */
export const enHistoryCallers: Callers = {
  callbacks: {
    title: 'Patients to call back',
    about: 'What became of those whom nobody answered; the day is that of their first call.',
    figure: 'What became of them',
    patients: 'patients',
    share: 'share',
    before: 'before',
    target: 'target {share}',
  },
  followups: {
    title: 'Planned follow-ups',
    about: 'Calls to patients that were planned; the day is the one by which each was to be done.',
  },
  campaigns: {
    title: 'Campaigns',
    about:
      'What was offered for the campaigns of clinics and what patients answered; the day is that of the answer.',
  },
  handovers: {
    title: 'Messages for clinics',
    about:
      'What became of messages that were passed on to clinics; the day is the one on which each was first told of.',
  },
  incidents: {
    title: 'Urgent calls',
    about: 'What became of calls that were marked urgent; the day is the one on which each was first marked.',
    reviewed: '{share}: {n} of {of} ended',
    emergency: '{time} ({n} passed on)',
  },
  noted: {
    title: 'What is noted of calls',
    about: 'Answered calls, as the secretary or her software notes them. No emotion is guessed.',
    other: 'not said',
    load: '{time} · {row} in a row ({n} calls)',
    reasons: { angry: 'angry', distressed: 'distressed', complaint: 'complaint', aggressive: 'aggressive' },
    came: {
      done: 'resolved',
      message: 'message',
      passed: 'transferred',
      back: 'callback planned',
      open: 'unresolved',
    },
  },
  returns: {
    title: 'Patients who call again',
    about: 'Each answered call is judged by the next calls of the same patient to the same clinic.',
    provisional: 'provisional: seven days have not passed',
    figure: 'figure',
    now: 'now',
    before: 'before',
    unknown: '{n} answered without a recognised patient (withheld or shared number) are not among them.',
  },
};
