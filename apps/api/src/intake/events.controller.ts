import { Readable } from 'node:stream';
import { applyDecorators, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { cloudEventSchema, intakeAnswerSchema, type IntakeAnswer } from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { Clock } from '../platform/clock';
import { maxBodyBytes, workOnRequest } from '../platform/http/request-bodies';
import { Problem } from '../platform/problems';
import { WhoMay } from '../access/may';
import { requireWholeCentre } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Answers, jsonSchemaOf } from '../platform/http/answers';
import { EventIntake } from './event-intake';
import { readEventsBody } from './events-body';
import { encodingOf, inflate, inflateStream } from './inflate';
import { LineIntake } from './line-intake';
import { SenderLimits } from './sender-limits';
import { WaitingBodies } from './waiting-bodies';

/** What the OpenAPI file says of `POST /api/v1/events`. */
function DescribePostEvents(): MethodDecorator {
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

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  private readonly limits = new SenderLimits();
  private readonly waiting = new WaitingBodies();

  constructor(
    private readonly intake: EventIntake,
    private readonly lines: LineIntake,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @DescribePostEvents()
  async receive(
    @WhoMay('events.send') viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<IntakeAnswer> {
    refuseBinaryMode(request);
    const { tenantId, sends: limits } = viewer;
    if (limits.clinicIds === null) requireWholeCentre(viewer.scope);
    const sender = { keyId: viewer.keyId ?? tenantId, tenantId };
    this.limits.check(sender, this.clock.now());
    const spend = (events: number): void => this.limits.spend(sender, events, this.clock.now());
    const encoding = encodingOf(request.headers['content-encoding']);
    const body = request.body;
    if (body instanceof Readable) {
      if (mediaTypeOf(request) !== 'application/x-ndjson') throw unsupported('Send events as JSON.');
      const spendOrStop = (events: number): void => {
        spend(events);
        this.limits.check(sender, this.clock.now());
      };
      return workOnRequest(request.raw.socket, (gone) =>
        this.lines.receive(tenantId, inflateStream(body, encoding), { spend: spendOrStop, gone, limits }),
      );
    }
    const bytes = await inflate(bytesOf(body), encoding, maxBodyBytes);
    return this.waiting.inTurn(tenantId, bytes.length, async () => {
      const { items, textOf } = readEventsBody(bytes);
      spend(items.length);
      return this.intake.receive(tenantId, items, { textOf, limits });
    });
  }
}

/** In binary mode the envelope is in headers named `ce-…`; it is easily lost on the way, so it is not taken. */
function refuseBinaryMode(request: FastifyRequest): void {
  const binary = request.headers['ce-specversion'] ?? request.headers['ce-id'] ?? request.headers['ce-type'];
  if (binary !== undefined) {
    throw unsupported('Send CloudEvents in structured or batch mode: the whole event in the body.');
  }
}

function unsupported(detail: string): Problem {
  return new Problem({ code: 'unsupported_media_type', status: 415, detail });
}

function mediaTypeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** A request without a body has none, whatever type it names. */
function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
