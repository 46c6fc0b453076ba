import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  madeWallLinkSchema,
  makeWallLinkSchema,
  wallLinksSchema,
  type MadeWallLink,
  type WallLinkView,
} from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { notFound } from '../../platform/problems';
import { WhoMay } from '../may';
import { wallUrl } from '../people/link-url';
import { PeopleAudit } from '../people/people-audit';
import type { Viewer } from '../viewer';
import type { StoredWallLink } from './wall-link-store';
import { WallLinks } from './wall-links';

/** The televisions of a centre: which show the board, of what, and no longer. */
@ApiTags('walls')
@Controller('api/v1/wall-links')
export class WallLinksController {
  constructor(
    private readonly links: WallLinks,
    private readonly audit: PeopleAudit,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The links of televisions that open the board, the latest first.' })
  @Answers(wallLinksSchema)
  async list(@WhoMay('walls.see') { tenantId }: Viewer): Promise<WallLinkView[]> {
    return (await this.links.list(tenantId)).map(toView);
  }

  @Post()
  @ApiOperation({ summary: 'Makes the link of a television; its address is answered this once.' })
  @Takes(makeWallLinkSchema)
  @Answers(madeWallLinkSchema, { status: 201 })
  @Refuses(409, '`too_many_walls`: there are too many already.')
  async make(
    @WhoMay('walls.manage') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<MadeWallLink> {
    const { tenantId, personId, sessionId } = viewer;
    const wanted = readBody(makeWallLinkSchema, body);
    const by = this.audit.by(viewer, request, 'walls.manage');
    const maker = sessionId === null ? null : personId;
    const { linkId, token } = await this.links.make(tenantId, wanted, by, maker);
    const made = (await this.links.list(tenantId)).find((link) => link.linkId === linkId);
    if (made === undefined) throw notFound('There is no such link.');
    return { wall: toView(made), url: wallUrl(this.config, token) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revokes it: whoever shows the board by it is told within five seconds.' })
  @AnswersNothing()
  async revoke(
    @WhoMay('walls.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const by = this.audit.by(viewer, request, 'walls.manage');
    await this.links.revoke(viewer.tenantId, readId('id', id), by);
  }
}

function toView({ linkId, madeAt, seenAt, ...link }: StoredWallLink): WallLinkView {
  const { name, scope, namesClinics, madeBy } = link;
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    id: linkId,
    name,
    scope,
    namesClinics,
    madeBy,
    madeAt: iso(madeAt),
    seenAt: seenAt === null ? null : iso(seenAt),
  };
}
