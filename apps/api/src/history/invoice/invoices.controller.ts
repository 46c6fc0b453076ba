import { Body, Controller, Get, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { invoiceSchema, type Invoice } from '@vigie/contracts';

import { GivesFiles, WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { withFileBody } from '../../intake/patient-body';
import type { RawQuery } from '../../metrics/metrics-question';
import { Answers, Refuses, RefusesHalfAPast } from '../../platform/http/answers';
import { Problem } from '../../platform/problems';
import { DescribedFiles, describedFiles, fileFormats, readFile } from '../../platform/tables/table-file';
import { fileOf } from '../../metrics/defined-files';
import { invoiceTable } from './invoice-table';
import { Invoices } from './invoices';

const largestFileBytes = 2_000_000;
const described = {
  name: 'month',
  required: false,
  example: '2026-10',
  description: 'By the centre’s clock; by default the latest that has ended.',
};

/** Calls by clinic and contract line, beside the centre's own count. */
@ApiTags('history')
@Controller('api/v1/history/invoice')
export class InvoicesController {
  constructor(private readonly invoices: Invoices) {}

  @Get()
  @ApiOperation({
    summary: 'The calls of a month by clinic and contract line, beside what the centre itself counted',
    description:
      'Of the clinics of which who asks sees every call. Each `query` opens exactly the calls that are counted, at `GET /api/v1/calls`.',
    operationId: 'getInvoice',
  })
  @ApiQuery(described)
  @DescribedFiles('json')
  @GivesFiles('format', ...fileFormats)
  @Answers(invoiceSchema, { files: describedFiles })
  @Refuses(400, '`invalid_parameter`: no month.')
  @RefusesHalfAPast()
  async read(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() raw: RawQuery,
  ): Promise<Invoice | StreamableFile> {
    const { file, query } = readFile(raw);
    const invoice = await this.invoices.of(viewer, query['month']);
    return file === null ? invoice : fileOf(invoiceTable(invoice), file, `invoice-${invoice.month}`);
  }

  @Put()
  @ApiOperation({
    summary: 'Takes in the centre’s own count of a month, in the place of the one before; all rows or none',
    operationId: 'putInvoiceCounts',
  })
  @ApiQuery(described)
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' }, description: 'cabinet;ligne;jour;appels: see docs/history.md' })
  @Answers(invoiceSchema)
  @Refuses(400, '`invalid_counts`, with `faults` by line of the table.')
  @RefusesHalfAPast()
  async take(
    @WhoMay('invoice.count') viewer: Viewer,
    @Query('month') month: unknown,
    @Body() body: unknown,
  ): Promise<Invoice> {
    const bytes = await withFileBody(body, gather);
    return this.invoices.take(viewer, month, textOf(bytes));
  }
}

/** UTF-8; what is none was written by a spreadsheet of Western Europe. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function gather(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > largestFileBytes)
      throw new Problem({ code: 'too_large', status: 413, detail: 'A count is at most 2 MB.' });
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
