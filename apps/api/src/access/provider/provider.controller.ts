import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  beginProviderSchema,
  finishProviderSchema,
  providerAddressSchema,
  providerSignedInSchema,
  signInWaysSchema,
  type ProviderAddress,
  type ProviderSignedIn,
  type SignInWays,
} from '@vigie/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Answers, Refuses, Takes } from '../../platform/http/answers';
import { readBody } from '../../platform/http/read-request';
import { May } from '../may';
import { SignInDesk } from '../sign-in/sign-in-desk';
import { ProviderSignIn } from './provider-sign-in';

/** Coming in by the identity provider of the organisation. */
@ApiTags('sign-in')
@Controller('api/v1/sign-in')
export class ProviderController {
  constructor(
    private readonly signIn: ProviderSignIn,
    private readonly desk: SignInDesk,
  ) {}

  @Get('ways')
  @May('session.begin')
  @ApiOperation({ summary: 'How else than by a password people come in here.' })
  @Answers(signInWaysSchema)
  ways(): SignInWays {
    const { name } = this.signIn;
    return { provider: name === null ? null : { name } };
  }

  @Post('provider/begin')
  @HttpCode(200)
  @May('session.begin')
  @ApiOperation({ summary: 'Where the browser is to go; it comes back to the page /sign-in/back.' })
  @Takes(beginProviderSchema)
  @Answers(providerAddressSchema)
  @Refuses(404, 'No identity provider is set.')
  @Refuses(503, '`provider_unreachable`: it does not answer.')
  async begin(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderAddress> {
    const { next } = readBody(beginProviderSchema, body);
    const { url, sealed } = await this.signIn.begin(this.desk.pageOrigin(request), next ?? null);
    this.desk.giveSealed(request, reply, sealed);
    return { url };
  }

  @Post('provider')
  @HttpCode(200)
  @May('session.begin')
  @ApiOperation({
    summary: 'Signs in with what the provider sent the browser back with; the session is in the cookie.',
  })
  @Takes(finishProviderSchema)
  @Answers(providerSignedInSchema)
  @Refuses(
    401,
    '`provider_refused`: it let nobody in, or its answer is not for this browser. `email_unverified`. `not_invited`.',
  )
  @Refuses(409, '`last_administrator`: by the provider’s claims nobody could run the centre any more.')
  async finish(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderSignedIn> {
    const { query } = readBody(finishProviderSchema, body);
    const sealed = this.desk.sealedOf(request);
    const { browser, next } = await this.signIn.finish(query, sealed, this.desk.of(request));
    this.desk.giveSealed(request, reply, null);
    this.desk.give(request, reply, browser);
    return { next };
  }
}
