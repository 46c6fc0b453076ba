import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Req,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  changePersonSchema,
  endedSchema,
  invitedSchema,
  invitePersonSchema,
  madeLinkSchema,
  peopleSchema,
  personSchema,
  sessionsSchema,
  setMembershipsSchema,
  type EndedView,
  type InvitedView,
  type MadeLinkView,
  type PersonView,
  type SessionView,
} from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { notFound } from '../../platform/problems';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { demoPeople } from '../demo-people';
import { WhoMay } from '../may';
import { sessionViews } from '../sessions/session-view';
import { AccessLetters } from '../letters/access-letters';
import { Sessions } from '../sessions/sessions';
import type { Viewer } from '../viewer';
import { linkUrl } from './link-url';
import { People, type MadeLink, type PersonWithRoles } from './people';
import { PeopleAudit } from './people-audit';
import { demoView, personView } from './person-view';

/** The people of a centre: who comes in, as what, and where they are signed in. */
@ApiTags('people')
@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly audit: PeopleAudit,
    private readonly sessions: Sessions,
    private readonly tenants: TenantDirectory,
    private readonly letters: AccessLetters,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Everybody who may sign in, by name.' })
  @Answers(peopleSchema)
  async list(@WhoMay('people.see') { tenantId }: Viewer): Promise<PersonView[]> {
    const tenant = await this.tenants.find(tenantId);
    const exampleOf = tenant?.demo === true ? demoPeople.map((one) => demoView(one, tenant.createdAt)) : [];
    return [...exampleOf, ...(await this.views(tenantId, await this.people.list(tenantId)))];
  }

  @Post()
  @ApiOperation({
    summary:
      'Invites somebody, by mail where it is sent; else the link to choose a password is answered this once.',
  })
  @Takes(invitePersonSchema)
  @Answers(invitedSchema, { status: 201 })
  @Refuses(409, '`email_taken`: somebody has that address.')
  async invite(
    @WhoMay('people.manage') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<InvitedView> {
    const { tenantId } = viewer;
    const invitation = readBody(invitePersonSchema, body);
    const invited = await this.people.invite(tenantId, invitation, viewer.personId);
    await this.audit.invited(tenantId, this.audit.by(viewer, request), invited, invitation.memberships);
    const { personId, link } = invited;
    if (this.letters.isOn) await this.letters.sendLink(tenantId, { personId, email: invitation.email });
    return {
      person: await this.view(tenantId, personId),
      link: this.letters.isOn ? null : this.linkView(link),
    };
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes name, language, or whose calls are the person’s own.' })
  @Takes(changePersonSchema)
  @Answers(personSchema)
  async change(
    @WhoMay('people.manage') { tenantId }: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<PersonView> {
    await this.people.update(tenantId, readId('id', id), readBody(changePersonSchema, body));
    return this.view(tenantId, id);
  }

  @Put(':id/memberships')
  @ApiOperation({ summary: 'What the person is from now on; open pages follow within five seconds.' })
  @Takes(setMembershipsSchema)
  @Answers(personSchema)
  @Refuses(409, '`last_administrator`: nobody could run the centre any more.')
  async setMemberships(
    @WhoMay('people.manage') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<PersonView> {
    const { memberships } = readBody(setMembershipsSchema, body);
    const { tenantId, personId } = viewer;
    const change = await this.people.setMemberships(tenantId, readId('id', id), memberships, personId);
    await this.audit.roles(tenantId, this.audit.by(viewer, request), id, change);
    if (id === personId) await this.letters.sendOwnRole(tenantId, id, change.given);
    return this.view(tenantId, id);
  }

  @Post(':id/links')
  @HttpCode(200)
  @ApiOperation({ summary: 'A link to choose another password; the one before it opens nothing any more.' })
  @Answers(madeLinkSchema)
  async link(
    @WhoMay('people.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<MadeLinkView> {
    const link = await this.people.link(viewer.tenantId, readId('id', id));
    await this.audit.link(viewer.tenantId, this.audit.by(viewer, request), link);
    return this.linkView(link);
  }

  @Delete(':id/second-factor')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Somebody’s codes and passkeys are gone: the password alone lets in, until they set others up.',
  })
  @AnswersNothing()
  @Refuses(404, 'There is no such person, or they have neither codes nor passkeys.')
  async resetSecondFactor(
    @WhoMay('people.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const wasOn = await this.people.resetSecondFactor(viewer.tenantId, readId('id', id));
    if (!wasOn) throw notFound('They have neither codes nor passkeys.');
    await this.audit.secondFactorReset(viewer.tenantId, this.audit.by(viewer, request), id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'The person has left: signed out everywhere, the account ended.' })
  @AnswersNothing()
  @Refuses(409, '`last_administrator`: nobody could run the centre any more.')
  end(@WhoMay('people.manage') { tenantId }: Viewer, @Param('id') id: string): Promise<void> {
    return this.people.end(tenantId, readId('id', id));
  }

  @Get(':id/sessions')
  @ApiOperation({ summary: 'Where somebody is signed in.' })
  @Answers(sessionsSchema)
  async sessionsOf(
    @WhoMay('people.see') { tenantId, sessionId }: Viewer,
    @Param('id') id: string,
  ): Promise<SessionView[]> {
    return sessionViews(await this.sessions.list(tenantId, readId('id', id)), sessionId);
  }

  @Delete(':id/sessions')
  @ApiOperation({ summary: 'Signs somebody out everywhere.' })
  @Answers(endedSchema)
  async signOut(@WhoMay('people.manage') { tenantId }: Viewer, @Param('id') id: string): Promise<EndedView> {
    return { ended: await this.sessions.end(tenantId, readId('id', id)) };
  }

  @Delete(':id/sessions/:sessionId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends one session of somebody.' })
  @AnswersNothing()
  async endSession(
    @WhoMay('people.manage') { tenantId }: Viewer,
    @Param('id') id: string,
    @Param('sessionId') sessionId: string,
  ): Promise<void> {
    const ended = await this.sessions.end(tenantId, readId('id', id), { only: sessionId });
    if (ended === 0) throw notFound('There is no such session.');
  }

  private async view(tenantId: string, personId: string): Promise<PersonView> {
    const [view] = await this.views(tenantId, [await this.people.one(tenantId, personId)]);
    if (view === undefined) throw notFound();
    return view;
  }

  private async views(tenantId: string, people: readonly PersonWithRoles[]): Promise<PersonView[]> {
    const letters = await this.letters.states(tenantId);
    return people.map((person) => personView(person, { letters, byMail: this.letters.isOn }));
  }

  private linkView({ token, expiresAt }: MadeLink): MadeLinkView {
    return { url: linkUrl(this.config, token), expiresAt: new Date(expiresAt).toISOString() };
  }
}
