/** What the documentation and the formula card say of a figure of satisfaction. */
export type SurveyScoreText = { readonly formula: string; readonly edges: string };

/** Every published figure of satisfaction, by the name under which it is published. */
export const surveyScores = {
  responseRate: {
    formula: 'answered ÷ invited; with Wilson’s 95 % interval',
    edges:
      'Invitations that were not delivered are among the invited. `responseRateDelivered` divides by the delivered.',
  },
  favourable: {
    formula: 'favourable answers ÷ answers; with Wilson’s 95 % interval',
    edges:
      'By scale, see above: CSAT (4 and 5 of 5), CES 2.0 (5 to 7 of 7), "always", 9 and 10 of 10, yes. A question left open is in neither part.',
  },
  mean: {
    formula: 'sum of the values ÷ answers; interval x̄ ± t(n−1)·sd ÷ √n',
    edges:
      'No interval when there is one answer or all are the same. The interval ends where the scale does.',
  },
  boxes: {
    formula: 'answers in the top, the middle and the bottom box ÷ answers',
    edges:
      'By scale, see above; as HCAHPS publishes them. They sum to 1. A composite is the mean of its items’ boxes.',
  },
  score100: {
    formula:
      'item: (mean − lowest value) × 100 ÷ (highest − lowest value). Period: mean over respondents of each one’s mean over items',
    edges:
      'Internal method. A respondent who left more than half of the items open is in no score of the period.',
  },
  netPromoter: {
    formula: '100 × (answers 9 and 10 − answers 0 to 6) ÷ answers; ± z·100·√((p + d − (p − d)²) ÷ n)',
    edges: 'Of `recommend11` alone; −100 to 100. No interval when all are of one kind.',
  },
  difference: {
    formula: 'first share − second share; Newcombe’s interval from both Wilson intervals',
    edges: 'A change is only said when 0 is outside. Never of fewer than 30 answers.',
  },
  trend: {
    formula: 'XmR: mean ± 2.66 × mean distance of neighbouring months',
    edges:
      'From ten months on. Signals: beyond a limit; seven in a row on one side; six in a row rising or falling. A month that is not told breaks a run.',
  },
  driver: {
    formula: 'partial correlation of an item with *overall*, the other items held; Fisher’s interval',
    edges: 'Respondents who answered all of them. What goes together, not what causes what.',
  },
} as const satisfies { readonly [name: string]: SurveyScoreText };
