import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiDefaultResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { eventTypes, rejectionCodes } from '@vigie/contracts';

const id = { type: 'string', maxLength: 128 } as const;
const count = { type: 'integer', minimum: 0 } as const;

/** A CloudEvent as the door takes it. */
const cloudEventSchema = {
  type: 'object' as const,
  required: ['id', 'source', 'type', 'subject', 'time'],
  properties: {
    specversion: { type: 'string', enum: ['1.0'] },
    id: { ...id, description: 'Unique within the source.' },
    source: { ...id, description: 'The telephone system.' },
    type: { type: 'string', enum: Object.keys(eventTypes) },
    subject: { ...id, description: 'The call, the agent or the source itself, by type.' },
    time: { type: 'string', format: 'date-time' },
    sequence: { type: 'string', description: 'Order within the source among equal times.' },
    data: {
      type: 'object',
      additionalProperties: true,
      description: 'See docs/events.md for the fields of each type.',
    },
  },
};

const rejectedSchema = {
  type: 'object' as const,
  properties: {
    index: count,
    id: { type: 'string', nullable: true },
    code: { type: 'string', enum: [...rejectionCodes] },
    message: { type: 'string' },
  },
};

/** What became of the events of a request. */
const answerSchema = {
  type: 'object' as const,
  properties: {
    received: count,
    accepted: count,
    duplicates: count,
    rejectedCount: count,
    rejected: { type: 'array', maxItems: 1_000, items: rejectedSchema },
  },
};

/** Why a whole request failed. */
const problemSchema = {
  type: 'object' as const,
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, for programs.' },
    retryable: { type: 'boolean', description: 'Whether the very same request may succeed later.' },
    requestId: { type: 'string' },
    detail: { type: 'string' },
  },
};

/** What the OpenAPI file says of `POST /api/v1/events`. */
export function DescribePostEvents(): MethodDecorator {
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
    ApiBody({
      schema: { oneOf: [cloudEventSchema, { type: 'array', maxItems: 10_000, items: cloudEventSchema }] },
    }),
    ApiOkResponse({
      description: 'The request could be read; see what became of each event.',
      schema: answerSchema,
    }),
    ApiDefaultResponse({
      description: 'Nothing, or not all, was taken: 400, 401, 403, 413, 415, 429 or 503.',
      content: { 'application/problem+json': { schema: problemSchema } },
    }),
  );
}
