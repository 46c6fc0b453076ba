import type { KpiText } from './kpi';

/** What became of messages for clinics: additive, whatever they are grouped by. */
export type HandoverTally = {
  readonly handovers: number;
  readonly handoversWritten: number;
  readonly handoversComplete: number;
  readonly handoversSent: number;
  readonly handoversDelivered: number;
  readonly handoversAcknowledged: number;
  readonly referrals: number;
  readonly referralsAcknowledged: number;
};

/** No message. */
export const noHandovers: HandoverTally = {
  handovers: 0,
  handoversWritten: 0,
  handoversComplete: 0,
  handoversSent: 0,
  handoversDelivered: 0,
  handoversAcknowledged: 0,
  referrals: 0,
  referralsAcknowledged: 0,
};

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The tally with what is derived of it; a ratio over nothing is null. */
export const handoverNumbers = (tally: HandoverTally) => ({
  ...tally,
  handoverCompleteRate: ratio(tally.handoversComplete, tally.handoversWritten),
  handoverAcknowledgedRate: ratio(tally.handoversAcknowledged, tally.handovers),
});

type HandoverText = Pick<KpiText, 'formula' | 'edges'> & { readonly unit: 'messages' | 'ratio' | 'ms' };

/** The figures of messages for clinics, on the local day on which each was first told of. */
export const handoverRegistry = {
  handovers: {
    unit: 'messages',
    formula: 'messages for a clinic that were told of',
    edges: 'Each once, however often it is told. One written and never sent is among them.',
  },
  handoversWritten: {
    unit: 'messages',
    formula: 'those of handovers of which it was told what they hold',
    edges: 'Names of fields, never what stands in them.',
  },
  handoversComplete: {
    unit: 'messages',
    formula: 'those of handoversWritten that hold every field that the clinic requires',
    edges:
      'As it stands now that it was written last, by the settings of when it was; name, number and reason where they say nothing.',
  },
  handoverCompleteRate: {
    unit: 'ratio',
    formula: 'handoversComplete ÷ handoversWritten',
    edges: 'Null while none was written.',
  },
  handoversSent: {
    unit: 'messages',
    formula: 'those of handovers that were sent, delivered or acknowledged',
    edges: 'What was delivered was sent, also where nobody said so.',
  },
  handoversDelivered: {
    unit: 'messages',
    formula: 'those of handovers that were delivered or acknowledged',
    edges: 'What was acknowledged was delivered.',
  },
  handoversAcknowledged: {
    unit: 'messages',
    formula: 'those of handovers of which the clinic said that it has them',
    edges: 'However late.',
  },
  handoverAcknowledgedRate: {
    unit: 'ratio',
    formula: 'handoversAcknowledged ÷ handovers',
    edges: 'Of days that are not over long it can still rise.',
  },
  medianToAcknowledgedMs: {
    unit: 'ms',
    formula:
      'the time from a message being told of to the clinic having it that half of handoversAcknowledged do not pass',
    edges: 'Nearest rank, nights and week-ends included; null without any.',
  },
  referrals: {
    unit: 'messages',
    formula: 'those of handoversWritten by which a patient is sent on to a doctor',
    edges: 'As its secretary, or her software, says.',
  },
  referralsAcknowledged: {
    unit: 'messages',
    formula: 'those of referrals that the clinic acknowledged',
    edges: 'As handoversAcknowledged.',
  },
} as const satisfies Readonly<Record<string, HandoverText>>;
