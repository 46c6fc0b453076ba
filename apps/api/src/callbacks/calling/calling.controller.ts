import { Body, Controller, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  callWayNameSchema,
  callWayRequestSchema,
  callWaysSchema,
  callWayTestSchema,
  madeCallWaySchema,
  placedCallSchema,
  type CallWaysView,
  type CallWayTest,
  type MadeCallWayView,
  type PlacedCallView,
} from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { auditActor } from '../../access/audit/access-audit';
import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { AuditLog } from '../../audit/audit-log';
import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody } from '../../platform/http/read-request';
import { CallWays } from './call-ways';
import { PlaceCalls } from './place-calls';

/** Calls that telephone systems are asked to place, and how they are asked. */
@ApiTags('callbacks')
@Controller('api/v1')
export class CallingController {
  constructor(
    private readonly ways: CallWays,
    private readonly calls: PlaceCalls,
    private readonly audit: AuditLog,
  ) {}

  @Post('callbacks/:id/call')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Has the telephone system call: first the set of who asks, then the patient.',
    description:
      'Of a caller whom who asks has taken, within the clinic’s calling hours; asked twice, it is one call. Answers within five seconds how far it has come; the socket `/callbacks` tells the rest. See docs/calling.md.',
  })
  @Answers(placedCallSchema)
  @Refuses(
    409,
    '`not_open`, `not_claimed`, `claimed`, `outside_hours`, `in_call`, `being_called`, `shared_held`, `no_way`, `no_set`, `no_number`.',
  )
  place(@WhoMay('calls.place') viewer: Viewer, @Param('id') id: string): Promise<PlacedCallView> {
    return this.calls.place(viewer, id);
  }

  @Get('call-ways')
  @ApiOperation({
    summary: 'How each source is asked to place calls, and to whom that is given; never a secret.',
  })
  @Answers(callWaysSchema)
  list(@WhoMay('connectors.see') { tenantId }: Viewer): Promise<CallWaysView> {
    return this.ways.list(tenantId);
  }

  @Put('call-ways')
  @ApiOperation({
    summary:
      'Says how a source is asked to place calls, and to whom that is given; a new secret is answered this once.',
  })
  @Takes(callWayRequestSchema)
  @Answers(madeCallWaySchema)
  @Refuses(409, '`too_many_ways`.')
  async set(
    @WhoMay('connectors.manage') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<MadeCallWayView> {
    const wanted = readBody(callWayRequestSchema, body);
    const made = await this.ways.set(viewer.tenantId, wanted);
    const { host } = new URL(wanted.url);
    const given = made.way.roles.join('+') || 'nobody';
    const secret = made.secret === null ? '' : ' secret=new';
    await this.record(viewer, request, [
      'calling.set',
      `source=${wanted.source} host=${host} roles=${given}${secret}`,
    ]);
    return made;
  }

  @Post('call-ways/test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends the telephone system a message that asks for nothing.' })
  @Takes(callWayNameSchema)
  @Answers(callWayTestSchema)
  test(@WhoMay('connectors.manage') { tenantId }: Viewer, @Body() body: unknown): Promise<CallWayTest> {
    return this.ways.test(tenantId, readBody(callWayNameSchema, body).source);
  }

  @Post('call-ways/remove')
  @HttpCode(204)
  @ApiOperation({ summary: 'Asks a source for no more calls.' })
  @Takes(callWayNameSchema)
  @AnswersNothing()
  async remove(
    @WhoMay('connectors.manage') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { source } = readBody(callWayNameSchema, body);
    await this.ways.remove(viewer.tenantId, source);
    await this.record(viewer, request, ['calling.removed', `source=${source}`]);
  }

  private record(
    viewer: Viewer,
    request: FastifyRequest,
    [action, subject]: readonly [string, string],
  ): Promise<void> {
    const actor = auditActor(viewer, 'connectors.manage');
    return this.audit.recordDone(viewer.tenantId, { actor, action, subject, requestId: request.id });
  }
}
