import type { Readable } from 'node:stream';

import { applyDecorators, Body, Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { queueLogAnswerSchema, type QueueLogAnswer } from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { isKnownTimezone } from '@vigie/metrics';

import { charsetNamed } from '../../intake/files/charset';
import { badRequest, Problem } from '../../platform/problems';
import { WhoMay } from '../../access/may';
import { requireWholeCentre } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { patiently } from '../../intake/patient-body';
import { Answers } from '../../platform/http/answers';
import { workOnRequest } from '../../platform/http/request-bodies';
import { QueueLogImporter } from './queue-log-importer';
import { defaultQueueLogSource, isSourceName } from '../../intake/reading-rules';
import { sourceOfTable } from '../../intake/sending-limits';

type QueueLogQuery = {
  readonly source?: string;
  readonly final?: string;
  readonly charset?: string;
  readonly timezone?: string;
};

/** What may be said of a log that it does not tell itself. */
const QueueLogQueries = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({
      name: 'source',
      required: false,
      description: 'Which telephone system it is of; default asterisk',
    }),
    ApiQuery({ name: 'final', required: false, description: 'Also read a last line that no newline ends' }),
    ApiQuery({
      name: 'charset',
      required: false,
      description:
        'Of its text, where lines cannot tell it: windows-1252, iso-8859-15, macintosh; each line that is no UTF-8 is otherwise taken for Windows-1252 where it can be',
    }),
    ApiQuery({
      name: 'timezone',
      required: false,
      description: 'On whose clocks the dates of a realtime table are; default the centre’s',
    }),
  );

/** Takes a whole `queue_log` by HTTP, streamed, of any length. */
@ApiTags('imports')
@Controller('api/v1/imports')
export class QueueLogController {
  constructor(private readonly importer: QueueLogImporter) {}

  @Post('asterisk-queue-log')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import an Asterisk queue_log; reading lines again changes nothing',
    operationId: 'importQueueLog',
  })
  @ApiConsumes('text/plain')
  @ApiBody({ schema: { type: 'string' }, description: 'The log as Asterisk wrote it, one event a line' })
  @QueueLogQueries()
  @Answers(queueLogAnswerSchema, { description: 'What became of the lines, told after COMMIT' })
  async import(
    @WhoMay('tables.import') { tenantId, scope, sends }: Viewer,
    @Body() body: Readable | Buffer | undefined,
    @Query() query: QueueLogQuery,
    @Req() request: FastifyRequest,
  ): Promise<QueueLogAnswer> {
    requireWholeCentre(scope);
    const { final, timezone } = query;
    const source = sourceOfTable(sends, query.source, defaultQueueLogSource);
    const charset = charsetNamed(query.charset);
    if (!isSourceName(source))
      throw badRequest('invalid_source', 'source must be 1 to 128 printable characters.');
    if (timezone !== undefined && !isKnownTimezone(timezone))
      throw badRequest('invalid_timezone', 'timezone must be an IANA name such as Europe/Paris.');
    if (body === undefined || Buffer.isBuffer(body)) {
      throw new Problem({
        code: 'unsupported_media_type',
        status: 415,
        detail: 'Send the log as text/plain.',
      });
    }
    const options = { final: final !== undefined && final !== 'false', charset, timezone };
    return workOnRequest(request.raw.socket, () =>
      this.importer.import(tenantId, source, patiently(body), options),
    );
  }
}
