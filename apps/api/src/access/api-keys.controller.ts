import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  apiKeySchema,
  apiKeysSchema,
  changeApiKeySchema,
  madeApiKeySchema,
  newApiKeySchema,
  replaceApiKeySchema,
  type ApiKeyView,
  type MadeApiKeyView,
} from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { Answers, AnswersNothing, Refuses, Takes } from '../platform/http/answers';
import { readBody, readId } from '../platform/http/read-request';
import { badRequest, notFound } from '../platform/problems';
import { apiScopes, isApiScope, type ApiScope } from './api-key';
import type { StoredApiKey } from './api-key-store';
import { ApiKeys, type MadeKey } from './api-keys';
import { ApiKeysAudit } from './api-keys-audit';
import { WhoMay } from './may';
import { PeopleAudit } from './people/people-audit';
import type { Viewer } from './viewer';

/** The keys with which programs send and read. */
@ApiTags('keys')
@Controller('api/v1/keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly audit: ApiKeysAudit,
    private readonly asking: PeopleAudit,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every key, oldest first; never its secret.' })
  @Answers(apiKeysSchema)
  async list(@WhoMay('keys.see') { tenantId }: Viewer): Promise<ApiKeyView[]> {
    return (await this.keys.list(tenantId)).map(toView);
  }

  @Post()
  @ApiOperation({ summary: 'Makes a key; its secret is answered this once.' })
  @Takes(newApiKeySchema)
  @Answers(madeApiKeySchema, { status: 201 })
  async make(
    @WhoMay('keys.manage') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<MadeApiKeyView> {
    const { name, scopes, sendsAs, clinicIds, expiresAt } = readBody(newApiKeySchema, body);
    const wanted = readScopes(scopes);
    if (wanted.includes('events:write') && sendsAs === null)
      throw badRequest('invalid_body', 'sendsAs: a key that sends events is bound to its source.');
    const made = await this.keys.create(viewer.tenantId, name, wanted, {
      sendsAs,
      clinicIds,
      expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
      madeBy: viewer.personId,
    });
    return this.told(viewer, request, made);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Another name, or other scopes; what is open by it follows within five seconds.' })
  @Takes(changeApiKeySchema)
  @Answers(apiKeySchema)
  @Refuses(409, '`key_ended`: it was revoked, or its time is over.')
  async change(
    @WhoMay('keys.manage') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<ApiKeyView> {
    const { name, scopes } = readBody(changeApiKeySchema, body);
    const key = await this.keys.change(viewer.tenantId, readId('id', id), {
      ...(name !== undefined && { name }),
      ...(scopes !== undefined && { scopes: readScopes(scopes) }),
    });
    await this.audit.changed(this.asking.by(viewer, request, 'keys.manage'), key);
    return toView(key);
  }

  @Post(':id/replace')
  @ApiOperation({
    summary: 'Another key in its place; the one before it opens until the instant that is given.',
  })
  @Takes(replaceApiKeySchema)
  @Answers(madeApiKeySchema, { status: 201 })
  @Refuses(409, '`key_ended`: it was revoked, or its time is over.')
  async replace(
    @WhoMay('keys.manage') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<MadeApiKeyView> {
    const until = Date.parse(readBody(replaceApiKeySchema, body).until);
    const made = await this.keys.rotate(viewer.tenantId, readId('id', id), {
      until,
      madeBy: viewer.personId,
    });
    return this.told(viewer, request, made);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revokes a key; it opens nothing within five seconds, and what is open by it closes.',
  })
  @AnswersNothing()
  async revoke(
    @WhoMay('keys.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { tenantId } = viewer;
    const keyId = readId('id', id);
    if (!(await this.keys.revoke(tenantId, keyId))) throw notFound('There is no such key.');
    await this.audit.revoked(this.asking.by(viewer, request, 'keys.manage'), { tenantId, keyId });
  }

  private async told(
    viewer: Viewer,
    request: FastifyRequest,
    { keyId, text }: MadeKey,
  ): Promise<MadeApiKeyView> {
    const key = await this.keys.one(viewer.tenantId, keyId);
    await this.audit.made(this.asking.by(viewer, request, 'keys.manage'), key);
    return { key: toView(key), secret: text };
  }
}

function readScopes(names: readonly string[]): readonly ApiScope[] {
  if (!names.every(isApiScope))
    throw badRequest('invalid_body', `scopes: each is one of ${apiScopes.join(', ')}.`);
  return [...new Set(names)];
}

function toView(key: StoredApiKey): ApiKeyView {
  const { keyId, name, scopes, sendsAs, clinicIds, isOld, createdAt, replaces } = key;
  const instantOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return {
    id: keyId,
    name,
    scopes: [...scopes],
    sendsAs,
    clinicIds: clinicIds === null ? null : [...clinicIds],
    isOld,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: instantOf(key.expiresAt),
    revokedAt: instantOf(key.revokedAt),
    usedAt: instantOf(key.usedAt),
    replaces,
  };
}
