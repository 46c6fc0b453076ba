import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { passkeyOptionsSchema, passkeySignInSchema, type PasskeyOptions } from '@vigie/contracts';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody } from '../../platform/http/read-request';
import { May } from '../may';
import { SignInDesk } from '../sign-in/sign-in-desk';
import { PasskeySignIn } from './passkey-sign-in';

/** Coming in with a passkey. */
@ApiTags('sign-in')
@Controller('api/v1/sign-in/passkey')
export class PasskeySignInController {
  constructor(
    private readonly signIn: PasskeySignIn,
    private readonly desk: SignInDesk,
  ) {}

  @Post('begin')
  @HttpCode(200)
  @May('session.begin')
  @ApiOperation({ summary: 'What to ask the browser for; it names nobody.' })
  @Answers(passkeyOptionsSchema)
  @Refuses(409, '`passkeys_off`: no page of a host name that the settings name asks.')
  async begin(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasskeyOptions> {
    const { options, nonce } = await this.signIn.begin(this.desk.relyingParty(request));
    this.desk.giveNonce(request, reply, nonce);
    return { options };
  }

  @Post()
  @HttpCode(204)
  @May('session.begin')
  @ApiOperation({ summary: 'Signs in with what the browser answered; the session is in the cookie.' })
  @Takes(passkeySignInSchema)
  @AnswersNothing()
  @Refuses(401, '`passkey_failed`: the same whatever is wrong with it.')
  @Refuses(409, '`passkeys_off`: no page of a host name that the settings name asks.')
  @Refuses(429, 'Too many failures from where they come.')
  async finish(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const response = readBody(passkeySignInSchema, body) as AuthenticationResponseJSON;
    const [nonce, party, desk] = [
      this.desk.nonceOf(request),
      this.desk.relyingParty(request),
      this.desk.of(request),
    ];
    this.desk.give(request, reply, await this.signIn.finish(response, nonce, party, desk));
  }
}
