import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  addPasskeySchema,
  beginPasskeySchema,
  passkeyOptionsSchema,
  passkeySchema,
  passkeysSchema,
  renamePasskeySchema,
  type PasskeyOptions,
  type PasskeyView,
} from '@vigie/contracts';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';

import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { WhoMay } from '../may';
import { PeopleAudit } from '../people/people-audit';
import { SignInDesk } from '../sign-in/sign-in-desk';
import { signedIn, type Viewer } from '../viewer';
import type { StoredPasskey } from './passkey-store';
import { Passkeys } from './passkeys';

const off = '`passkeys_off`: no page of a host name that the settings name asks.';

/** Somebody's own passkeys. */
@ApiTags('me')
@Controller('api/v1/me/passkeys')
export class PasskeysController {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly desk: SignInDesk,
    private readonly audit: PeopleAudit,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The keys one signs in with, without a password.' })
  @Answers(passkeysSchema)
  async list(@WhoMay('self.see') viewer: Viewer): Promise<PasskeyView[]> {
    return (await this.passkeys.list(signedIn(viewer))).map(passkeyView);
  }

  @Post('begin')
  @HttpCode(200)
  @ApiOperation({ summary: 'What to ask the browser for, to make another.' })
  @Takes(beginPasskeySchema)
  @Answers(passkeyOptionsSchema)
  @Refuses(401, '`sign_in_failed`: not the password.')
  @Refuses(409, `${off} \`too_many_passkeys\`: there are twenty.`)
  async begin(
    @WhoMay('self.change') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<PasskeyOptions> {
    const who = signedIn(viewer);
    const { password } = readBody(beginPasskeySchema, body);
    return { options: await this.passkeys.begin(who, password, this.desk.relyingParty(request)) };
  }

  @Post()
  @ApiOperation({ summary: 'Keeps the one that the browser has made.' })
  @Takes(addPasskeySchema)
  @Answers(passkeySchema, { status: 201 })
  @Refuses(400, '`passkey_refused`: the browser’s answer does not fit what it was asked for.')
  @Refuses(409, `${off} \`passkey_taken\`: it is there already.`)
  async add(
    @WhoMay('self.change') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<PasskeyView> {
    const { name, credential } = readBody(addPasskeySchema, body);
    const response = credential as RegistrationResponseJSON;
    const added = await this.passkeys.add(
      signedIn(viewer),
      { name, response },
      this.desk.relyingParty(request),
    );
    await this.audit.passkey(viewer, request, ['added', added.passkeyId]);
    return passkeyView(added);
  }

  @Patch(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Calls it something else.' })
  @Takes(renamePasskeySchema)
  @AnswersNothing()
  rename(
    @WhoMay('self.change') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.passkeys.rename(signedIn(viewer), readId('id', id), readBody(renamePasskeySchema, body).name);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'It opens nothing any more.' })
  @AnswersNothing()
  async remove(
    @WhoMay('self.change') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.passkeys.remove(signedIn(viewer), readId('id', id));
    await this.audit.passkey(viewer, request, ['removed', id]);
  }
}

function passkeyView({ passkeyId, name, rpId, createdAt, lastUsedAt }: StoredPasskey): PasskeyView {
  return {
    id: passkeyId,
    name,
    host: rpId,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}
