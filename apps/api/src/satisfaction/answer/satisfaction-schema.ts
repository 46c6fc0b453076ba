import { satisfactionDimensions, suppressions, surveyScales } from '@vigie/contracts';

const nullable = <T extends object>(schema: T) => ({ ...schema, nullable: true });
const integer = { type: 'integer', minimum: 0 } as const;
const estimate = {
  type: 'object',
  description: 'A value with its 95 % interval; `low` and `high` are null where an interval has no meaning.',
  properties: {
    value: { type: 'number' },
    low: { type: 'number', nullable: true },
    high: { type: 'number', nullable: true },
  },
};
const item = {
  type: 'object',
  properties: {
    itemId: { type: 'string' },
    scale: { type: 'string', enum: [...surveyScales] },
    n: { type: 'integer', minimum: 10 },
    distribution: {
      type: 'array',
      items: { type: 'object', properties: { value: { type: 'integer' }, count: integer } },
    },
    mean: estimate,
    favourable: estimate,
    boxes: {
      type: 'object',
      properties: { top: { type: 'number' }, middle: { type: 'number' }, bottom: { type: 'number' } },
    },
    score100: estimate,
    netPromoter: nullable(estimate),
    fragile: { type: 'boolean' },
  },
};
const cell = {
  type: 'object',
  properties: {
    key: { type: 'string', nullable: true },
    suppressed: { type: 'string', enum: [...suppressions], nullable: true },
    n: { type: 'integer', minimum: 10, nullable: true },
    items: { type: 'array', items: item },
    hiddenItems: {
      type: 'array',
      description: 'Items that somebody of the period answered and that have no figure here, and why.',
      items: {
        type: 'object',
        properties: { itemId: { type: 'string' }, suppressed: { type: 'string', enum: [...suppressions] } },
      },
    },
    score100: nullable(estimate),
  },
};
const count = nullable(integer);
const funnel = {
  type: 'object',
  nullable: true,
  properties: {
    eligible: count,
    invited: count,
    delivered: count,
    answered: count,
    responseRate: nullable(estimate),
    responseRateDelivered: nullable(estimate),
  },
};
const driver = {
  type: 'object',
  properties: {
    itemId: { type: 'string' },
    n: { type: 'integer', minimum: 30 },
    importance: nullable(estimate),
    score100: { type: 'number' },
  },
};

/** The answer of `GET /api/v1/satisfaction` for the OpenAPI page. */
export const satisfactionAnswerSchema = {
  type: 'object',
  properties: {
    month: { type: 'string', example: '2026-10' },
    months: { type: 'integer', enum: [1, 3, 12] },
    clinicId: { type: 'string', nullable: true },
    surveyChannel: { type: 'string', nullable: true },
    channels: { type: 'array', items: { type: 'string' } },
    by: { type: 'string', enum: [...satisfactionDimensions] },
    status: { type: 'string', enum: ['running', 'provisional', 'final', 'revised'], nullable: true },
    version: { type: 'integer', minimum: 1, nullable: true },
    computedAt: { type: 'string', format: 'date-time', nullable: true },
    total: cell,
    funnel,
    drivers: { type: 'array', items: driver },
    cells: { type: 'array', items: cell },
  },
};
