import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { auditActorKinds, auditPageSchema, type AuditPage } from '@vigie/contracts';

import type { KeptEntry } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import type { AuditSearch } from '../../audit/audit-store';
import { Answers } from '../../platform/http/answers';
import { readChoice, readId, readWhole } from '../../platform/http/read-request';
import { badRequest } from '../../platform/problems';
import { WhoMay } from '../may';
import type { Viewer } from '../viewer';

const longestPage = 200;
const usualPage = 50;

/** Who did what, for whoever answers for the protection of data. */
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @ApiOperation({
    summary: 'Who did what, newest first: sign-ins, changes, exports, reads of personal data.',
  })
  @ApiQuery({ name: 'from', required: false, description: 'An instant; entries at or after it.' })
  @ApiQuery({ name: 'to', required: false, description: 'An instant; entries before it.' })
  @ApiQuery({ name: 'actor', required: false, description: 'The id of a person, key or link.' })
  @ApiQuery({ name: 'kind', required: false, enum: auditActorKinds })
  @ApiQuery({
    name: 'action',
    required: false,
    description: 'An action, or what it begins with up to a dot: `sign-in`, `comments.see`.',
  })
  @ApiQuery({ name: 'before', required: false, description: '`next` of the page before.' })
  @ApiQuery({ name: 'limit', required: false, description: `At most ${longestPage}; default ${usualPage}.` })
  @Answers(auditPageSchema)
  async search(
    @WhoMay('audit.see') { tenantId }: Viewer,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<AuditPage> {
    const search = readSearch(query);
    const entries = await this.log.search(tenantId, search);
    const last = entries.at(-1);
    return {
      entries: entries.map(viewOf),
      next: last !== undefined && entries.length === search.limit && last.seq > 1 ? last.seq : null,
    };
  }
}

function readSearch(query: Readonly<Record<string, unknown>>): AuditSearch {
  const read = <T>(name: string, by: (text: unknown) => T): T | undefined =>
    query[name] === undefined ? undefined : by(query[name]);
  return {
    from: read('from', (text) => readInstant('from', text)),
    to: read('to', (text) => readInstant('to', text)),
    actor: read('actor', (text) => readId('actor', text)),
    actorKind: read('kind', (text) => readChoice('kind', auditActorKinds, text)),
    action: read('action', (text) => readId('action', text)),
    before: read('before', (text) => readNumber('before', text)),
    limit: read('limit', (text) => readWhole('limit', [1, longestPage], text)) ?? usualPage,
  };
}

function readInstant(name: string, text: unknown): number {
  const at = typeof text === 'string' && /^\d{4}-\d\d-\d\dT/u.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw badRequest('invalid_parameter', `\`${name}\` must be an instant such as 2026-10-01T00:00:00Z.`);
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
  return { seq, at: new Date(at).toISOString(), actor, action, subject, requestId, address, times };
}
