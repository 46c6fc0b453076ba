import { applyDecorators } from '@nestjs/common';
import { ApiQuery, type ApiQueryOptions } from '@nestjs/swagger';
import { dimensions, intervals, serviceLevelFormulas } from '@vigie/contracts';

type Described = Pick<ApiQueryOptions, 'description' | 'example'> & {
  readonly name: string;
  readonly required?: boolean;
  readonly enum?: readonly string[];
  readonly many?: boolean;
};

const filterOf = (name: string, what: string): Described => ({
  name,
  many: true,
  description: `Only ${what}. Repeat to name several; the empty text means "not known".`,
});

/** Every parameter of `GET /api/v1/metrics`, as the OpenAPI page tells them. */
export const metricsParameters: readonly Described[] = [
  {
    name: 'from',
    required: true,
    example: '2026-11-01',
    description: 'Start of the range: a local date or an RFC 3339 time, on a 15-minute edge.',
  },
  { name: 'to', required: true, example: '2026-12-01', description: 'End of the range, itself not in it.' },
  {
    name: 'timezone',
    example: 'Europe/Paris',
    description: 'IANA zone of dates, days and weeks; default the centre’s.',
  },
  {
    name: 'interval',
    enum: intervals,
    description: 'Length of a row; default `all`. Weeks begin on Monday; the first and last row are clipped.',
  },
  { name: 'by', enum: dimensions, description: 'What rows are told apart by; default `none`.' },
  filterOf('queueId', 'these queues (counts segments)'),
  filterOf('teamId', 'these teams'),
  filterOf('clinicId', 'these clinics'),
  filterOf('agentId', 'these agents (counts legs)'),
  filterOf('language', 'these requested languages'),
  filterOf('reason', 'these reasons'),
  {
    name: 'serviceLevelSeconds',
    example: 20,
    description: 'Threshold of the service level, where waits are told apart; default the setting or 20.',
  },
  { name: 'serviceLevelFormula', enum: serviceLevelFormulas, description: 'Default the setting or `sl2`.' },
  { name: 'weekdays', example: '1,2,3,4,5', description: 'Only these local weekdays, 1 = Monday.' },
  {
    name: 'dayStart',
    example: '08:00',
    description: 'Only from this local time of each day, on a quarter of an hour.',
  },
  {
    name: 'dayEnd',
    example: '19:00',
    description: 'Only before this local time of each day, on a quarter of an hour.',
  },
  {
    name: 'coveredOnly',
    enum: ['true', 'false'],
    description:
      'Only calls that arrived within the hours covered by contract of their clinic. Counted from the calls themselves. Default false.',
  },
  {
    name: 'surveyChannel',
    example: 'sms',
    description:
      'The way of asking whose ratings are told; may be left out where there is only one. They are never mixed.',
  },
  {
    name: 'peaks',
    enum: ['true', 'false'],
    description:
      'Whether to tell `peakWaiting` and `peakTalking`, which are found from the calls themselves: over 92 days at most, else 400 `too_wide`. Default false.',
  },
  {
    name: 'callbacks',
    enum: ['true', 'false'],
    description:
      'Whether to tell, as `callbacks` of each row and of the total, what became of the callers who were owed a call; null by another dimension than clinic and team, and with any other filter. Default false.',
  },
  {
    name: 'agentTime',
    enum: ['true', 'false'],
    description:
      'Whether to tell `agentTime` of each row: agents’ time by what it was spent in, each second in the quarter in which it was spent. Of the centre, by team or with `teamId`, by agent or with `agentId`; with any other filter it is null. Default false.',
  },
  {
    name: 'returns',
    enum: ['true', 'false'],
    description:
      'Whether to tell, as `returns` of each row and of the total, how callers came back: over 92 days at most, else 400 `too_wide`; null by another dimension than clinic and team, and with any other filter. Default false.',
  },
  { name: 'tenant', description: 'The tenant to read: one’s own, or the demonstration on its own machine.' },
];

/** Puts every parameter on the OpenAPI page. */
export function DescribedQuery(): MethodDecorator {
  return applyDecorators(...metricsParameters.map((parameter) => ApiQuery(toOptions(parameter))));
}

function toOptions({
  name,
  many = false,
  required = false,
  enum: values,
  ...rest
}: Described): ApiQueryOptions {
  const type = values === undefined ? { type: 'string' as const } : { enum: [...values] };
  return { name, required, ...type, ...(many && { isArray: true }), ...rest };
}
