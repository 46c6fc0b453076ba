import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  changePasswordSchema,
  endedSchema,
  meSchema,
  profileSchema,
  sessionsSchema,
  type EndedView,
  type Me,
  type SessionView,
} from '@vigie/contracts';

import { Answers, AnswersNothing, Refuses, Takes } from '../platform/http/answers';
import { readBody } from '../platform/http/read-request';
import { notFound } from '../platform/problems';
import { TenantDirectory } from '../tenants/tenant-directory';
import { demoPeople } from './demo-people';
import { Features } from './features';
import { WhoMay } from './may';
import { People } from './people/people';
import { allPermissions, ruleOf } from './permissions';
import { Sessions } from './sessions/sessions';
import { sessionViews } from './sessions/session-view';
import { AcceptLink } from './sign-in/accept-link';
import { signedIn, type Viewer } from './viewer';

/** Somebody about themselves: who they are here, what they may, where they are signed in. */
@ApiTags('me')
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly tenants: TenantDirectory,
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly passwords: AcceptLink,
    private readonly features: Features,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Who asks: the tenant, the person, and every permission with what is seen by it.',
  })
  @Answers(meSchema)
  async read(@WhoMay('self.see') viewer: Viewer): Promise<Me> {
    const tenant = await this.tenants.find(viewer.tenantId);
    if (tenant === undefined) throw notFound('There is no such tenant.');
    const { tenantId, name, demo, timezone } = tenant;
    return {
      tenant: { id: tenantId, name, demo, timezone },
      person: await this.personOf(viewer, tenant.locale),
      sessionId: viewer.sessionId,
      roles: [...viewer.roles],
      memberships: viewer.memberships.map(({ role, scope }) => ({ role, scope })),
      permissions: allPermissions
        .filter((permission) => ruleOf(permission).of === 'tenant' && viewer.may(permission))
        .map((permission) => ({ permission, scope: viewer.scopeOf(permission) })),
      features: [...(await this.features.of(viewer))],
      owesSecondFactor: viewer.owesFactor,
      demoPeople: demo ? demoPeople.map(({ id, name: called, role }) => ({ id, name: called, role })) : [],
    };
  }

  @Patch()
  @HttpCode(204)
  @ApiOperation({ summary: 'Changes one’s own name, language, or how one’s tables are written.' })
  @Takes(profileSchema)
  @AnswersNothing()
  async change(@WhoMay('self.change') viewer: Viewer, @Body() body: unknown): Promise<void> {
    const { personId } = signedIn(viewer);
    await this.people.update(viewer.tenantId, personId, readBody(profileSchema, body));
  }

  @Put('password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Another password; every other session of the person ends.' })
  @Takes(changePasswordSchema)
  @AnswersNothing()
  @Refuses(400, '`weak_password`, with a sentence that says why.')
  @Refuses(401, 'Nobody is signed in; or `sign_in_failed`: not the password of now.')
  @Refuses(429, 'Too many tries with another password than that of now.')
  async changePassword(@WhoMay('self.change') viewer: Viewer, @Body() body: unknown): Promise<void> {
    const who = signedIn(viewer);
    const { current, password } = readBody(changePasswordSchema, body);
    await this.passwords.change(who, { current, wanted: password });
  }

  @Get('sessions')
  @ApiOperation({ summary: 'Where one is signed in.' })
  @Answers(sessionsSchema)
  async list(@WhoMay('self.see') viewer: Viewer): Promise<SessionView[]> {
    const { personId, sessionId } = signedIn(viewer);
    return sessionViews(await this.sessions.list(viewer.tenantId, personId), sessionId);
  }

  @Delete('sessions')
  @ApiOperation({ summary: 'Ends every other session of the person.' })
  @Answers(endedSchema)
  async endOthers(@WhoMay('self.change') viewer: Viewer): Promise<EndedView> {
    const { personId, sessionId } = signedIn(viewer);
    return { ended: await this.sessions.end(viewer.tenantId, personId, { except: sessionId }) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends one session of one’s own.' })
  @AnswersNothing()
  async end(@WhoMay('self.change') viewer: Viewer, @Param('id') id: string): Promise<void> {
    const { personId } = signedIn(viewer);
    const ended = await this.sessions.end(viewer.tenantId, personId, { only: id });
    if (ended === 0) throw notFound('There is no such session.');
  }

  private async personOf(
    { tenantId, personId, sessionId, name }: Viewer,
    language: string,
  ): Promise<Me['person']> {
    if (personId === null || name === null) return null;
    if (sessionId === null) {
      const agentId = demoPeople.find(({ id }) => id === personId)?.agentId ?? null;
      return { id: personId, name, email: null, language, agentId, csv: 'language' };
    }
    const person = await this.people.one(tenantId, personId);
    const { email, agentId, csv } = person;
    return { id: personId, name: person.name, email, language: person.language, agentId, csv };
  }
}
