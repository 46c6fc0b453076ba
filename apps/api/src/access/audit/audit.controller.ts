import { Readable } from 'node:stream';

import { applyDecorators, Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  auditActorKinds,
  auditPageSchema,
  auditVerificationSchema,
  type AuditPage,
  type AuditVerification,
} from '@vigie/contracts';
import { parseMoment } from '@vigie/metrics';

import type { KeptEntry } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import type { AuditSearch } from '../../audit/audit-store';
import type { StoredVerification } from '../../audit/audit-verification-store';
import { AuditVerifications } from '../../audit/audit-verifications';
import { Answers } from '../../platform/http/answers';
import { readChoice, readId, readWhole } from '../../platform/http/read-request';
import { badRequest } from '../../platform/problems';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { WhoMay } from '../may';
import type { Viewer } from '../viewer';
import { AuditExport } from './audit-export';
import { AuditNames } from './audit-names';

const longestPage = 200;
const usualPage = 50;

const queries = {
  from: 'A date of the centre or an instant; entries at or after it.',
  to: 'A date of the centre or an instant; entries before it.',
  actor: 'The id of a person, key or link.',
  who: 'Letters of the name of a person or key.',
  action: 'An action, or what it begins with up to a dot: `sign-in`, `comments.see`; or several, by commas.',
  subject: 'Letters of what it was done to or with.',
  before: '`next` of the page before.',
  limit: `At most ${longestPage}; default ${usualPage}.`,
};

function AuditQueries(): MethodDecorator {
  return applyDecorators(
    ...Object.entries(queries).map(([name, description]) => ApiQuery({ name, required: false, description })),
    ApiQuery({ name: 'kind', required: false, enum: auditActorKinds }),
  );
}

/** Who did what, for whoever answers for the protection of data. */
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly log: AuditLog,
    private readonly names: AuditNames,
    private readonly exported: AuditExport,
    private readonly verifications: AuditVerifications,
    private readonly tenants: TenantDirectory,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Who did what, newest first: sign-ins, changes, exports, reads of personal data.',
  })
  @AuditQueries()
  @Answers(auditPageSchema)
  async search(
    @WhoMay('audit.see') { tenantId }: Viewer,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<AuditPage> {
    const search = await this.searchOf(tenantId, query);
    const entries = await this.log.search(tenantId, search);
    const last = entries.at(-1);
    return {
      entries: entries.map(viewOf),
      names: await this.names.of(tenantId, entries),
      next: last !== undefined && entries.length === search.limit && last.seq > 1 ? last.seq : null,
    };
  }

  @Get('export')
  @ApiOperation({
    summary: 'What is searched for, whole, as a table: one entry a line. Taking it out is an entry itself.',
  })
  @AuditQueries()
  @ApiResponse({ status: 200, content: { 'text/csv': { schema: { type: 'string' } } } })
  async export(
    @WhoMay('audit.export') { tenantId }: Viewer,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<StreamableFile> {
    const search = await this.searchOf(tenantId, query);
    return new StreamableFile(Readable.from(this.exported.csv(tenantId, search)), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: 'attachment; filename="audit.csv"',
    });
  }

  @Get('verification')
  @ApiOperation({ summary: 'What verifying the log last found, and how far the one under way has come.' })
  @Answers(auditVerificationSchema)
  async verification(@WhoMay('audit.verify') { tenantId }: Viewer): Promise<AuditVerification> {
    return verificationView(await this.verifications.state(tenantId));
  }

  @Post('verification')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Begins to verify the whole log, unless that is under way; it goes on by itself.',
  })
  @Answers(auditVerificationSchema, { status: 202 })
  async verify(@WhoMay('audit.verify') { tenantId }: Viewer): Promise<AuditVerification> {
    await this.verifications.start(tenantId);
    return verificationView(await this.verifications.state(tenantId));
  }

  private async searchOf(tenantId: string, query: Readonly<Record<string, unknown>>): Promise<AuditSearch> {
    const tenant = await this.tenants.find(tenantId);
    const search = readSearch(query, tenant?.timezone ?? 'UTC');
    if (query['who'] === undefined) return search;
    const called = await this.names.matching(tenantId, readId('who', query['who']));
    return { ...search, actors: search.actors?.filter((id) => called.includes(id)) ?? called };
  }
}

function readSearch(query: Readonly<Record<string, unknown>>, timezone: string): AuditSearch {
  const read = <T>(name: string, by: (text: unknown) => T): T | undefined =>
    query[name] === undefined ? undefined : by(query[name]);
  return {
    from: read('from', (text) => readInstant('from', text, timezone)),
    to: read('to', (text) => readInstant('to', text, timezone)),
    actors: read('actor', (text) => [readId('actor', text)]),
    actorKind: read('kind', (text) => readChoice('kind', auditActorKinds, text)),
    actions: read('action', (text) => readId('action', text).split(',')),
    subject: read('subject', (text) => readId('subject', text)),
    before: read('before', (text) => readNumber('before', text)),
    limit: read('limit', (text) => readWhole('limit', [1, longestPage], text)) ?? usualPage,
  };
}

function verificationView(found: StoredVerification | undefined): AuditVerification {
  if (found === undefined) return { running: null, last: null };
  const { startedAt, touchedAt, read, of, verdict } = found;
  return {
    running: touchedAt === null ? null : { startedAt: iso(startedAt), read, of },
    last: verdict === null ? null : lastView(verdict),
  };
}

function lastView({
  at,
  from,
  entries,
  head,
  firstBreak,
}: NonNullable<StoredVerification['verdict']>): AuditVerification['last'] {
  const first = from === null ? null : { seq: from.seq, at: iso(from.at) };
  return { at: iso(at), entries, from: first, head, firstBreak };
}

const iso = (at: number): string => new Date(at).toISOString();

function readInstant(name: string, text: unknown, timezone: string): number {
  const at = typeof text === 'string' ? parseMoment(text, timezone) : undefined;
  if (at !== undefined) return at;
  throw badRequest(
    'invalid_parameter',
    `\`${name}\` must be a date such as 2026-10-01 or an instant such as 2026-10-01T00:00:00Z.`,
  );
}

function readNumber(name: string, text: unknown): number {
  if (typeof text === 'string' && /^\d{1,15}$/u.test(text)) return Number(text);
  throw badRequest('invalid_parameter', `\`${name}\` must be the number of an entry.`);
}

function viewOf({
  seq,
  at,
  actor,
  action,
  subject,
  requestId,
  address,
  times,
}: KeptEntry): AuditPage['entries'][number] {
  return { seq, at: iso(at), actor, action, subject, requestId, address, times };
}
