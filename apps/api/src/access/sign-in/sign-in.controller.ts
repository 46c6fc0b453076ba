import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  acceptLinkSchema,
  linkSchema,
  linkViewSchema,
  signInCodeSchema,
  signInSchema,
  signInStepSchema,
  type LinkView,
  type SignInStep,
} from '@vigie/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody } from '../../platform/http/read-request';
import { notFound } from '../../platform/problems';
import { onlyTenant, TenantDirectory } from '../../tenants/tenant-directory';
import { May, WhoMay } from '../may';
import { nobodyYet } from '../people/administrators';
import { Sessions } from '../sessions/sessions';
import type { Viewer } from '../viewer';
import { AcceptLink } from './accept-link';
import { SecondStep } from './second-step';
import { SignIn, type HalfSignedIn, type SignedInBrowser } from './sign-in';
import { SignInDesk } from './sign-in-desk';

/** Coming in and going out. */
@ApiTags('sign-in')
@Controller('api/v1')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly secondStep: SecondStep,
    private readonly links: AcceptLink,
    private readonly sessions: Sessions,
    private readonly desk: SignInDesk,
    private readonly tenants: TenantDirectory,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @May('session.begin')
  @ApiOperation({
    summary: 'Signs in with an address and a password; the session is in the cookie, unless a code is owed.',
  })
  @Takes(signInSchema)
  @Answers(signInStepSchema)
  @Refuses(401, '`sign_in_failed`: address and password do not fit, or nobody has the address.')
  @Refuses(429, 'Too many tries for the address, or from where they come.')
  async begin(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInStep> {
    const { email, password, tenant } = readBody(signInSchema, body);
    const tenantId = tenant ?? (await onlyTenant(this.tenants));
    const admitted = await this.signIn.withPassword(tenantId, email, password, this.desk.of(request));
    this.desk.give(request, reply, admitted);
    return stepAfter(admitted);
  }

  @Post('sign-in/code')
  @HttpCode(204)
  @May('session.begin')
  @ApiOperation({
    summary: 'The second step: a code of the application, or a recovery code, within five minutes.',
  })
  @Takes(signInCodeSchema)
  @AnswersNothing()
  @Refuses(
    401,
    '`code_wrong`: not a code, or one that was used. `sign_in_again`: the first step is too long ago.',
  )
  @Refuses(429, 'Too many tries for the person.')
  async second(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { code } = readBody(signInCodeSchema, body);
    const half = this.desk.halfOf(request);
    this.desk.give(request, reply, await this.secondStep.withCode(half, code, this.desk.of(request)));
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
  @HttpCode(200)
  @May('session.begin')
  @ApiOperation({
    summary: 'Chooses the password of an invitation or a reset, and signs in, unless a code is owed.',
  })
  @Takes(acceptLinkSchema)
  @Answers(signInStepSchema)
  @Refuses(400, '`weak_password`, with a sentence that says why.')
  @Refuses(404, 'The link opens nothing (any more).')
  async accept(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInStep> {
    const { token, ...chosen } = readBody(acceptLinkSchema, body);
    const admitted = await this.links.accept(token, chosen, this.desk.of(request));
    this.desk.give(request, reply, admitted);
    return stepAfter(admitted);
  }
}

function stepAfter(admitted: SignedInBrowser | HalfSignedIn): SignInStep {
  return { next: 'half' in admitted ? 'code' : null };
}
