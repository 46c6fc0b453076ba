import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { ReportDocument, ReportSummaries } from '@vigie/contracts';
import { isMonth, monthAt, type Month } from '@vigie/metrics';

import { Clock } from '../platform/clock';
import { badRequest, notFound } from '../platform/problems';
import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { renderReportPdf } from './pdf/render-report-pdf';
import { peopleCsv } from './csv/people-csv';
import { reportCsv } from './csv/report-csv';
import { ReportReader } from './report-reader';
import { ReportList } from './report-list';
import type { OfClinic } from './report-note-store';
import { reportLanguages, type ReportLanguage } from './words/report-format';

/** The monthly report of a clinic, and the provider's page of all of them. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly reader: ReportReader,
    private readonly list: ReportList,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every clinic’s report of a month, one line each, by name.' })
  @ApiQuery({
    name: 'month',
    required: false,
    description: '`YYYY-MM`; the last month that has ended when absent.',
  })
  @ApiOkResponse({
    description:
      'The clinics, and the months that have calls. `coveredAnswered` and `coveredUnansweredRate` count the covered hours alone (`answered` and `unansweredRate` of `/metrics` all hours).',
  })
  summaries(
    @WhoMay('reports.see') { tenantId }: Viewer,
    @Query('month') month?: string,
  ): Promise<ReportSummaries> {
    const wanted = month === undefined ? undefined : readMonth(month);
    return this.list.of(tenantId, wanted, monthAt(this.clock.now(), 'UTC'));
  }

  @Get(':month/clinics/:clinicId')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The report of a clinic’s month: blocks in reading order, in one language.' })
  @ApiQuery({
    name: 'language',
    required: false,
    enum: reportLanguages,
    description: 'Default: the clinic’s.',
  })
  @ApiQuery({
    name: 'format',
    required: false,
    enum: ['json', 'csv', 'spreadsheet', 'pdf'],
    description:
      'Default `json`. `csv` is for programs: commas, decimal points, names that never change. `spreadsheet` is a CSV for people: words, and numbers as the spreadsheets of the language read them.',
  })
  @ApiQuery({ name: 'version', required: false, description: 'A frozen version; default the newest.' })
  @ApiOkResponse({ description: 'The document; as CSV its figures, as PDF the same document drawn.' })
  async report(
    @WhoMay('reports.see') { tenantId }: Viewer,
    @Param() params: { readonly month: string; readonly clinicId: string },
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<ReportDocument | StreamableFile> {
    const asked = {
      month: readMonth(params.month),
      clinicId: params.clinicId,
      ...readVersion(query['version']),
    };
    const language = readLanguage(query['language']);
    const format = readFormat(query['format']);
    if (format === 'csv')
      return fileOf(asked, format, reportCsv(withCalls(await this.reader.material(tenantId, asked))));
    const document = await this.reader.document(tenantId, { ...asked, language });
    if (format === 'json') return document;
    const draw = format === 'pdf' ? renderReportPdf : peopleCsv;
    return fileOf(asked, format, await draw(withCalls(document)));
  }
}

const formats = ['json', 'csv', 'spreadsheet', 'pdf'] as const;
const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  spreadsheet: 'text/csv; charset=utf-8; header=absent',
  pdf: 'application/pdf',
} as const;

/** There is no file of a month without calls. */
function withCalls<Report extends Pick<ReportDocument, 'status'>>(report: Report): Report {
  if (report.status === 'empty') throw notFound('No call came in that month: there is no report of it.');
  return report;
}

function fileOf(
  { month, clinicId }: OfClinic,
  format: keyof typeof types,
  content: string | Buffer,
): StreamableFile {
  const ending = format === 'spreadsheet' ? 'excel.csv' : format;
  const name = `${clinicId}-${month}.${ending}`.replaceAll(/[^\w.-]/gu, '_');
  const disposition = `${format === 'pdf' ? 'inline' : 'attachment'}; filename="${name}"`;
  return new StreamableFile(Buffer.from(content), { type: types[format], disposition });
}

function readFormat(text: unknown): (typeof formats)[number] {
  if (text === undefined) return 'json';
  const format = formats.find((each) => each === text);
  if (format !== undefined) return format;
  throw badRequest('invalid_parameter', `\`format\` must be one of ${formats.join(', ')}.`);
}

function readVersion(text: unknown): { readonly version?: number } {
  if (text === undefined) return {};
  if (typeof text === 'string' && /^[1-9]\d{0,5}$/u.test(text)) return { version: Number(text) };
  throw badRequest('invalid_parameter', '`version` must be the number of a version.');
}

function readMonth(text: unknown): Month {
  if (isMonth(text)) return text;
  throw badRequest('invalid_month', '`month` must be a month such as 2026-10.');
}

function readLanguage(text: unknown): ReportLanguage | undefined {
  if (text === undefined) return undefined;
  const language = reportLanguages.find((each) => each === text);
  if (language !== undefined) return language;
  throw badRequest('invalid_parameter', `\`language\` must be one of ${reportLanguages.join(', ')}.`);
}
