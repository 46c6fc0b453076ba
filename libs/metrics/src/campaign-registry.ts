import type { KpiText } from './kpi';

/** What was answered to what campaigns offer: additive, whatever it is grouped by. */
export type CampaignTally = {
  readonly campaignAccepted: number;
  readonly campaignRefused: number;
  readonly campaignNotOffered: number;
  readonly campaignOfferedInCalls: number;
  readonly campaignOfferedByList: number;
};

export const campaignOffered = ({
  campaignAccepted,
  campaignRefused,
}: Pick<CampaignTally, 'campaignAccepted' | 'campaignRefused'>): number => campaignAccepted + campaignRefused;

/** Share of those it was offered to who accepted; null over nobody. */
export function campaignAcceptedRate(
  tally: Pick<CampaignTally, 'campaignAccepted' | 'campaignRefused'>,
): number | null {
  const offered = campaignOffered(tally);
  return offered === 0 ? null : tally.campaignAccepted / offered;
}

type CampaignText = Pick<KpiText, 'formula' | 'edges'> & { readonly unit: 'answers' | 'ratio' };

/** The figures of campaigns, on the local day of the answer. */
export const campaignRegistry = {
  campaignOffered: {
    unit: 'answers',
    formula: 'campaignAccepted + campaignRefused',
    edges:
      'Offered is what was answered. A caller who answers in two calls is two answers; of one call the last word counts.',
  },
  campaignAccepted: {
    unit: 'answers',
    formula: 'answers that accept what the campaign offers',
    edges: 'What is accepted is to be offered an appointment or to be told more: never a purchase.',
  },
  campaignRefused: {
    unit: 'answers',
    formula: 'answers that refuse it',
    edges: 'Whoever asks not to be called any more without an answer is in no answer.',
  },
  campaignNotOffered: {
    unit: 'answers',
    formula: 'calls of which the secretary noted that it was not offered',
    edges: 'In no rate. A call of which nothing was noted is not in it either.',
  },
  campaignOfferedInCalls: {
    unit: 'answers',
    formula: 'campaignOffered of calls of patients',
    edges: 'It stays when the details of the calls go.',
  },
  campaignOfferedByList: {
    unit: 'answers',
    formula: 'campaignOffered of calls to those of the list',
    edges: 'Of somebody who is called again the last answer counts.',
  },
  campaignAcceptedRate: {
    unit: 'ratio',
    formula: 'campaignAccepted ÷ campaignOffered',
    edges: 'Null over nobody.',
  },
} as const satisfies Readonly<Record<string, CampaignText>>;
