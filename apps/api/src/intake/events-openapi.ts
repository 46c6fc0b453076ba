import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation } from '@nestjs/swagger';
import { cloudEventSchema, intakeAnswerSchema } from '@vigie/contracts';

import { Answers, jsonSchemaOf } from '../platform/http/answers';

/** What the OpenAPI file says of `POST /api/v1/events`. */
export function DescribePostEvents(): MethodDecorator {
  const event = jsonSchemaOf(cloudEventSchema, 'input');
  return applyDecorators(
    ApiOperation({
      summary: 'Take events in',
      description:
        'Answers after COMMIT with one outcome per event. Sending the same events again is always safe.',
      operationId: 'postEvents',
    }),
    ApiConsumes(
      'application/cloudevents+json',
      'application/cloudevents-batch+json',
      'application/json',
      'application/x-ndjson',
    ),
    ApiBody({ schema: { oneOf: [event, { type: 'array', maxItems: 10_000, items: event }] } }),
    Answers(intakeAnswerSchema, { description: 'The request could be read; see what became of each event.' }),
  );
}
