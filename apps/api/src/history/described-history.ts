import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { historyComparisons, historyIntervals, historyRanges } from '@vigie/contracts';

import { metricsParameters } from '../metrics/described-query';
import { historyParameters } from './history-frame';

const own = [
  {
    name: 'range',
    enum: historyRanges,
    description:
      'Which range, by the clocks of `timezone`; default `month`, with `from` `custom`. One that still runs ends with the quarter of an hour that runs.',
  },
  { name: 'on', example: '2026-10-15', description: 'A local day of the range; default today.' },
  {
    name: 'from',
    example: '2026-10-01',
    description: 'Of `custom`: its start, a local date or an RFC 3339 time on a 15-minute edge.',
  },
  { name: 'to', example: '2026-11-01', description: 'Of `custom`: its end, itself not in it.' },
  {
    name: 'compare',
    enum: historyComparisons,
    description:
      'With the period before, the same weekdays before (whole weeks back), the same dates a year ago (of a week or less 52 weeks before), or nothing. Default `before`.',
  },
  {
    name: 'interval',
    enum: ['auto', ...historyIntervals],
    description: 'Length of a point of the trend; default `auto`.',
  },
  {
    name: 'timezone',
    example: 'Europe/Paris',
    description: 'IANA zone; default that of the one clinic that is asked for or seen, else the centre’s.',
  },
];

const filters = metricsParameters.filter(
  ({ name }) => historyParameters.includes(name) && !own.some((each) => each.name === name),
);

/** Puts range, comparison and filters on the OpenAPI page. */
export function DescribedHistory(): MethodDecorator {
  return applyDecorators(
    ...[...own, ...filters].map(({ name, description, ...rest }) =>
      ApiQuery({
        name,
        required: false,
        description: description ?? '',
        ...('enum' in rest && rest.enum !== undefined
          ? { enum: [...rest.enum] }
          : { type: 'string' as const }),
        ...('example' in rest && { example: rest.example }),
        ...('many' in rest && rest.many === true && { isArray: true }),
      }),
    ),
  );
}
