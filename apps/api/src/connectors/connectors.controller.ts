import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  changeConnectorSchema,
  connectorSchema,
  connectorsSchema,
  connectorTestSchema,
  newConnectorSchema,
  tryConnectorSchema,
  type ConnectorsView,
  type ConnectorTest,
  type ConnectorView,
} from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { auditActor } from '../access/audit/access-audit';
import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { AuditLog } from '../audit/audit-log';
import { Clock } from '../platform/clock';
import { Answers, AnswersNothing, Refuses, Takes } from '../platform/http/answers';
import { readBody, readId } from '../platform/http/read-request';
import { badRequest } from '../platform/problems';
import { ConnectorKinds } from './connector-kinds';
import type { StoredConnector } from './connector-store';
import { connectorsView, connectorView, testView } from './connector-view';
import { Connectors } from './connectors';
import { Recordings } from './recording/recordings';

/** The telephone systems that the server listens to by itself. */
@ApiTags('connectors')
@Controller('api/v1/connectors')
export class ConnectorsController {
  constructor(
    private readonly connectors: Connectors,
    private readonly kinds: ConnectorKinds,
    private readonly recordings: Recordings,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every connector and how it stands, and what else is heard of; never a secret.' })
  @Answers(connectorsSchema)
  async list(@WhoMay('connectors.see') { tenantId }: Viewer): Promise<ConnectorsView> {
    const known = await this.connectors.known(tenantId);
    return connectorsView(known, { tenantId, kinds: this.kinds, now: this.clock.now() });
  }

  @Post()
  @ApiOperation({ summary: 'Adds a connector; a server begins to listen within seconds.' })
  @Takes(newConnectorSchema)
  @Answers(connectorSchema, { status: 201 })
  @Refuses(409, '`connector_exists` for this kind and source, or `too_many_connectors`.')
  async add(
    @WhoMay('connectors.manage') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<ConnectorView> {
    const added = await this.connectors.add(viewer.tenantId, readBody(newConnectorSchema, body));
    await this.record(viewer, request, ['connectors.added', added]);
    return this.viewOf(viewer, added);
  }

  @Post('test')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Tries a connection step by step, or reads an example of what is delivered, without keeping it; with `id`, of that connector.',
  })
  @Takes(tryConnectorSchema)
  @Answers(connectorTestSchema)
  async test(
    @WhoMay('connectors.manage') { tenantId }: Viewer,
    @Body() body: unknown,
  ): Promise<ConnectorTest> {
    const { id, kind, options, secret, example } = readBody(tryConnectorSchema, body);
    if (id !== undefined)
      return testView(await this.connectors.testKept(tenantId, id, { options, secret, example }));
    if (kind === undefined) throw badRequest('invalid_body', 'kind: or id, of one that is kept.');
    const wanted = { kind, source: 'trial', options: options ?? {}, secret: secret ?? null, example };
    return testView(await this.connectors.test(tenantId, wanted));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Another name, other settings, another secret; the connection is begun anew.' })
  @Takes(changeConnectorSchema)
  @Answers(connectorSchema)
  async change(
    @WhoMay('connectors.manage') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<ConnectorView> {
    const change = readBody(changeConnectorSchema, body);
    const changed = await this.connectors.change(viewer.tenantId, readId('id', id), change);
    await this.record(viewer, request, ['connectors.changed', changed]);
    return this.viewOf(viewer, changed);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Listens to it no more; what it has told stays.' })
  @AnswersNothing()
  async remove(
    @WhoMay('connectors.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const removed = await this.connectors.remove(viewer.tenantId, readId('id', id));
    await this.record(viewer, request, ['connectors.removed', removed]);
  }

  @Post(':id/recording')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Records what it says, without names and numbers, for half an hour at most; in place of a recording before.',
  })
  @Answers(connectorSchema)
  async beginRecording(
    @WhoMay('connectors.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<ConnectorView> {
    const recorded = await this.recordings.begin(viewer.tenantId, readId('id', id));
    await this.record(viewer, request, ['connectors.recorded', recorded]);
    return this.viewOf(viewer, recorded);
  }

  @Get(':id/recording')
  @ApiOperation({
    summary: 'What was recorded: one thing said a line, as JSON. The audit log tells who took it.',
  })
  @ApiResponse({ status: 200, content: { 'application/x-ndjson': { schema: { type: 'string' } } } })
  @Refuses(404, 'Nothing was recorded.')
  async recordingFile(
    @WhoMay('connectors.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const { stored, text } = await this.recordings.file(viewer.tenantId, readId('id', id));
    await this.record(viewer, request, ['connectors.recording_taken', stored]);
    const disposition = 'attachment; filename="recording.jsonl"';
    return new StreamableFile(Buffer.from(text), { type: 'application/x-ndjson', disposition });
  }

  @Delete(':id/recording')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a recording that goes on; one that is over is thrown away.' })
  @Answers(connectorSchema)
  async endRecording(
    @WhoMay('connectors.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<ConnectorView> {
    const ended = await this.recordings.endOrRemove(viewer.tenantId, readId('id', id));
    await this.record(viewer, request, ['connectors.recording_ended', ended]);
    return this.viewOf(viewer, ended);
  }

  private viewOf({ tenantId }: Viewer, stored: StoredConnector): ConnectorView {
    return connectorView(stored, { tenantId, kinds: this.kinds, now: this.clock.now(), gaps: [] });
  }

  private record(
    viewer: Viewer,
    request: FastifyRequest,
    [action, { id, kind, source }]: readonly [string, StoredConnector],
  ): Promise<void> {
    const actor = auditActor(viewer, 'connectors.manage');
    const subject = `connector:${id} ${kind} source=${source}`;
    return this.audit.recordDone(viewer.tenantId, { actor, action, subject, requestId: request.id });
  }
}
