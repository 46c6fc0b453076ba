import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { linkSchema, wallViewSchema, type WallView } from '@vigie/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { auditAddress } from '../../audit/audit-entry';
import { Answers, Refuses, Takes } from '../../platform/http/answers';
import { Clients } from '../../platform/http/client';
import { readBody } from '../../platform/http/read-request';
import { notFound } from '../../platform/problems';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { arrivalOf } from '../asking-request';
import { May, WhoMay } from '../may';
import { unencrypted } from '../refusals';
import { setCookie, wallCookie } from '../sign-in/cookies';
import type { Viewer } from '../viewer';
import { WallLinks } from './wall-links';

/** As long as browsers keep a cookie at most; a television that is switched on is given it anew. */
const cookieSeconds = 400 * 24 * 3_600;

/** A television about its own link. */
@ApiTags('walls')
@Controller('api/v1/wall')
export class WallController {
  constructor(
    private readonly links: WallLinks,
    private readonly tenants: TenantDirectory,
    private readonly clients: Clients,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What the television’s link shows; its name, and whether clinics are named.' })
  @Answers(wallViewSchema)
  async read(@WhoMay('wall.see') { tenantId, wall, name }: Viewer): Promise<WallView> {
    return this.viewOf({ tenantId, name: name ?? '', namesClinics: wall?.namesClinics === true });
  }

  @Post('open')
  @HttpCode(200)
  @May('session.begin')
  @ApiOperation({
    summary: 'Opens the link of a television: its token is in the cookie from now on.',
    description: 'It may be opened again, as by a television that forgets everything at night.',
  })
  @Takes(linkSchema)
  @Answers(wallViewSchema)
  @Refuses(404, 'The link opens nothing (any more).')
  async open(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WallView> {
    const { token } = readBody(linkSchema, body);
    const client = this.clients.of(arrivalOf(request));
    if (!client.isSecure) throw unencrypted('A television');
    const from = { requestId: request.id, address: auditAddress(client.address) };
    const owner = await this.links.open(token, from);
    const given = { isSecure: client.isEncrypted, maxAgeSeconds: cookieSeconds };
    void reply.header('set-cookie', setCookie(wallCookie(client), token, given));
    return this.viewOf(owner);
  }

  private async viewOf(
    owner: Readonly<{ tenantId: string; name: string; namesClinics: boolean }>,
  ): Promise<WallView> {
    const { tenantId, name, namesClinics } = owner;
    const tenant = await this.tenants.find(tenantId);
    if (tenant === undefined) throw notFound('There is no such tenant.');
    return { tenant: { id: tenantId, name: tenant.name }, name, namesClinics };
  }
}
