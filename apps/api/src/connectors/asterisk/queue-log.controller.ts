import type { Readable } from 'node:stream';

import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';

import { badRequest, Problem } from '../../platform/problems';
import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { QueueLogImporter } from './queue-log-importer';
import type { QueueLogAnswer } from './queue-log-reading';
import { defaultQueueLogSource, isSourceName } from '../../intake/source-name';

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
  @ApiQuery({
    name: 'source',
    required: false,
    description: 'Which telephone system it is of; default asterisk',
  })
  @ApiQuery({ name: 'final', required: false, description: 'Also read a last line that no newline ends' })
  @ApiOkResponse({ description: 'What became of the lines, told after COMMIT' })
  async import(
    @WhoMay('tables.import') { tenantId }: Viewer,
    @Body() body: Readable | Buffer | undefined,
    @Query('source') source: string = defaultQueueLogSource,
    @Query('final') final?: string,
  ): Promise<QueueLogAnswer> {
    if (!isSourceName(source))
      throw badRequest('invalid_source', 'source must be 1 to 128 printable characters.');
    if (body === undefined || Buffer.isBuffer(body)) {
      throw new Problem({
        code: 'unsupported_media_type',
        status: 415,
        detail: 'Send the log as text/plain.',
      });
    }
    return this.importer.import(tenantId, source, body, {
      final: final !== undefined && final !== 'false',
    });
  }
}
