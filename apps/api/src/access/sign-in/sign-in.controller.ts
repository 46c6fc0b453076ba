import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { acceptLinkSchema, linkSchema, linkViewSchema, signInSchema, type LinkView } from '@vigie/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody } from '../../platform/http/read-request';
import { badRequest, notFound } from '../../platform/problems';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { May, WhoMay } from '../may';
import { nobodyYet } from '../people/administrators';
import { Sessions } from '../sessions/sessions';
import type { Viewer } from '../viewer';
import { AcceptLink } from './accept-link';
import { SignIn } from './sign-in';
import { SignInDesk } from './sign-in-desk';

/** Coming in and going out. */
@ApiTags('sign-in')
@Controller('api/v1')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly links: AcceptLink,
    private readonly sessions: Sessions,
    private readonly desk: SignInDesk,
    private readonly tenants: TenantDirectory,
  ) {}

  @Post('sign-in')
  @HttpCode(204)
  @May('session.begin')
  @ApiOperation({ summary: 'Signs in with an address and a password; the session is in the cookie.' })
  @Takes(signInSchema)
  @AnswersNothing()
  @Refuses(401, '`sign_in_failed`: address and password do not fit, or nobody has the address.')
  @Refuses(429, 'Too many tries for the address, or from where they come.')
  async begin(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { email, password, tenant } = readBody(signInSchema, body);
    const tenantId = tenant ?? (await this.onlyTenant());
    const place = this.desk.of(request);
    this.desk.give(request, reply, await this.signIn.withPassword(tenantId, email, password, place));
  }

  @Post('sign-out')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the session that asks.' })
  @AnswersNothing()
  async end(
    @WhoMay('self.change') { tenantId, personId, sessionId }: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (personId === null || sessionId === null) return;
    await this.sessions.end(tenantId, personId, { only: sessionId });
    this.desk.takeBack(request, reply);
  }

  @Post('links/look')
  @HttpCode(200)
  @May('session.begin')
  @ApiOperation({ summary: 'Whose link it is; it is not used up.' })
  @Takes(linkSchema)
  @Answers(linkViewSchema)
  @Refuses(404, 'The link opens nothing (any more).')
  async look(@Body() body: unknown): Promise<LinkView> {
    const { tenantId, purpose, person } = await this.links.look(readBody(linkSchema, body).token);
    const tenant = await this.tenants.find(tenantId);
    if (tenant === undefined) throw notFound();
    const { name, language } = person;
    const email = person.email === nobodyYet ? '' : person.email;
    return { purpose, tenant: { id: tenantId, name: tenant.name }, email, name, language };
  }

  @Post('links/accept')
  @HttpCode(204)
  @May('session.begin')
  @ApiOperation({ summary: 'Chooses the password of an invitation or a reset, and signs in.' })
  @Takes(acceptLinkSchema)
  @AnswersNothing()
  @Refuses(400, '`weak_password`, with a sentence that says why.')
  @Refuses(404, 'The link opens nothing (any more).')
  async accept(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { token, ...chosen } = readBody(acceptLinkSchema, body);
    this.desk.give(request, reply, await this.links.accept(token, chosen, this.desk.of(request)));
  }

  /** Nobody of the demonstration signs in. */
  private async onlyTenant(): Promise<string> {
    const [first, second] = (await this.tenants.list()).filter(({ demo }) => !demo);
    if (second !== undefined) throw badRequest('tenant_required', '`tenant` must say which centre.');
    return first?.tenantId ?? '';
  }
}
