// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { History, HistoryBreakdown } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

export const historyShape = checkOf<History>({
  frame: {
    range: ['=', 'today', 'yesterday', 'week', 'month', 'quarter', 'year', 'custom'],
    from: 's',
    to: 's',
    days: 'n',
    running: 'b',
    timezone: 's',
    interval: ['=', '15m', '1h', '1d', '1w', '1mo'],
    compared: ['?', { with: ['=', 'before', 'weekdays', 'lastYear', 'none'], from: 's', to: 's', days: 'n' }],
    unit: ['=', 'calls', 'segments', 'legs'],
    coveredOnly: 'b',
    definitions: {
      serviceLevelFormula: ['=', 'sl1', 'sl2', 'sl3', 'sl4', 'sl5'],
      serviceLevelSeconds: 'n',
      shortAbandonMs: 'n',
    },
    targets: { unansweredRate: 'n', serviceLevel: 'n' },
  },
  'incomplete?': ['[]', { from: 's', to: 's' }],
  headlines: {
    presented: {
      now: { value: 'n', days: 'n', perDay: ['?', 'n'] },
      before: ['?', { value: 'n', days: 'n', perDay: ['?', 'n'] }],
      change: [
        '?',
        {
          value: 'n',
          low: ['?', 'n'],
          high: ['?', 'n'],
          verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
        },
      ],
    },
    unansweredRate: {
      now: { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' },
      before: ['?', { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' }],
      change: [
        '?',
        {
          value: 'n',
          low: ['?', 'n'],
          high: ['?', 'n'],
          verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
        },
      ],
    },
    serviceLevel: {
      now: { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' },
      before: ['?', { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' }],
      change: [
        '?',
        {
          value: 'n',
          low: ['?', 'n'],
          high: ['?', 'n'],
          verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
        },
      ],
    },
    abandonRate: {
      now: { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' },
      before: ['?', { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' }],
      change: [
        '?',
        {
          value: 'n',
          low: ['?', 'n'],
          high: ['?', 'n'],
          verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
        },
      ],
    },
    waitP90: {
      nowMs: ['?', 'n'],
      beforeMs: ['?', 'n'],
      overMs: 'n',
      over: {
        now: { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' },
        before: ['?', { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' }],
        change: [
          '?',
          {
            value: 'n',
            low: ['?', 'n'],
            high: ['?', 'n'],
            verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
          },
        ],
      },
    },
    neverReached: [
      '?',
      {
        now: { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' },
        before: ['?', { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' }],
        change: [
          '?',
          {
            value: 'n',
            low: ['?', 'n'],
            high: ['?', 'n'],
            verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
          },
        ],
      },
    ],
  },
  trend: {
    points: [
      '[]',
      { start: 's', end: 's', presented: 'n', answered: 'n', unanswered: 'n', values: ['{}', ['?', 'n']] },
    ],
    before: [
      '[]',
      { start: 's', end: 's', presented: 'n', answered: 'n', unanswered: 'n', values: ['{}', ['?', 'n']] },
    ],
    charts: [
      '[]',
      {
        measure: [
          '=',
          'presented',
          'unansweredRate',
          'abandonRate',
          'serviceLevel',
          'waitP50Ms',
          'waitP90Ms',
          'averageSpeedOfAnswerMs',
          'averageHandleTimeMs',
        ],
        limitsFrom: ['=', 'before', 'range'],
        centre: ['?', 'n'],
        lower: ['?', 'n'],
        upper: ['?', 'n'],
        signals: [
          '[]',
          {
            kind: ['=', 'outside', 'shift', 'trend'],
            side: ['=', 'up', 'down'],
            first: 'n',
            last: 'n',
            points: 'n',
            share: ['?', { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' }],
          },
        ],
      },
    ],
  },
  heat: {
    cells: [
      '[]',
      {
        weekday: 'n',
        hour: 'n',
        presented: 'n',
        unanswered: 'n',
        unansweredRate: ['?', 'n'],
        waitP90Ms: ['?', 'n'],
      },
    ],
    busiest: [
      '?',
      {
        weekday: 'n',
        hour: 'n',
        presented: 'n',
        unanswered: 'n',
        unansweredRate: ['?', 'n'],
        waitP90Ms: ['?', 'n'],
      },
    ],
    worst: [
      '?',
      {
        weekday: 'n',
        hour: 'n',
        presented: 'n',
        unanswered: 'n',
        unansweredRate: ['?', 'n'],
        waitP90Ms: ['?', 'n'],
      },
    ],
  },
  outcomes: {
    presented: 'n',
    concerned: 'n',
    groups: [
      '[]',
      {
        kind: ['=', 'answered', 'lost', 'spared', 'open'],
        count: 'n',
        parts: ['[]', { name: 's', count: 'n', parts: ['[]', { name: 's', count: 'n' }] }],
      },
    ],
  },
  waits: {
    known: 'n',
    p50Ms: ['?', 'n'],
    p90Ms: ['?', 'n'],
    p95Ms: ['?', 'n'],
    bins: ['[]', { fromMs: 'n', toMs: ['?', 'n'], answered: 'n', abandoned: 'n', other: 'n' }],
    patience: ['[]', { atMs: 'n', share: 'n', atRisk: 'n' }],
  },
});
export const historyBreakdownShape = checkOf<HistoryBreakdown>({
  frame: {
    range: ['=', 'today', 'yesterday', 'week', 'month', 'quarter', 'year', 'custom'],
    from: 's',
    to: 's',
    days: 'n',
    running: 'b',
    timezone: 's',
    interval: ['=', '15m', '1h', '1d', '1w', '1mo'],
    compared: ['?', { with: ['=', 'before', 'weekdays', 'lastYear', 'none'], from: 's', to: 's', days: 'n' }],
    unit: ['=', 'calls', 'segments', 'legs'],
    coveredOnly: 'b',
    definitions: {
      serviceLevelFormula: ['=', 'sl1', 'sl2', 'sl3', 'sl4', 'sl5'],
      serviceLevelSeconds: 'n',
      shortAbandonMs: 'n',
    },
    targets: { unansweredRate: 'n', serviceLevel: 'n' },
  },
  by: ['=', 'clinic', 'team', 'queue', 'language', 'reason', 'hour', 'weekday'],
  rows: [
    '[]',
    {
      key: ['?', 's'],
      name: ['?', 's'],
      presented: 'n',
      answered: 'n',
      unanswered: 'n',
      unansweredRate: { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' },
      serviceLevel: ['?', 'n'],
      waitP90Ms: ['?', 'n'],
      averageHandleTimeMs: ['?', 'n'],
      before: ['?', { presented: 'n', unansweredRate: ['?', 'n'] }],
      change: [
        '?',
        {
          value: 'n',
          low: ['?', 'n'],
          high: ['?', 'n'],
          verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
        },
      ],
      trend: ['[]', ['?', 'n']],
    },
  ],
  total: {
    key: ['?', 's'],
    name: ['?', 's'],
    presented: 'n',
    answered: 'n',
    unanswered: 'n',
    unansweredRate: { value: ['?', 'n'], low: ['?', 'n'], high: ['?', 'n'], part: 'n', of: 'n' },
    serviceLevel: ['?', 'n'],
    waitP90Ms: ['?', 'n'],
    averageHandleTimeMs: ['?', 'n'],
    before: ['?', { presented: 'n', unansweredRate: ['?', 'n'] }],
    change: [
      '?',
      {
        value: 'n',
        low: ['?', 'n'],
        high: ['?', 'n'],
        verdict: ['=', 'rise', 'fall', 'notShown', 'unjudged'],
      },
    ],
    trend: ['[]', ['?', 'n']],
  },
  chance: { judged: 'n', shown: 'n', expected: 'n' },
});
