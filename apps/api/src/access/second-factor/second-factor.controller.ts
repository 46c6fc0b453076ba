import { Body, Controller, Get, HttpCode, Post, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  confirmSecondFactorSchema,
  newSecondFactorSchema,
  passwordAgainSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  type NewSecondFactor,
  type RecoveryCodes,
  type SecondFactorView,
} from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody } from '../../platform/http/read-request';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { PeopleAudit } from '../people/people-audit';
import { WhoMay } from '../may';
import { signedIn, type Viewer } from '../viewer';
import { secretUri } from './one-time-code';
import { SecondFactors } from './second-factors';

const wrongPassword = '`sign_in_failed`: not the password.';

/** Somebody's own second factor. */
@ApiTags('me')
@Controller('api/v1/me/second-factor')
export class SecondFactorController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly tenants: TenantDirectory,
    private readonly audit: PeopleAudit,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Whether a code is asked for beside the password.' })
  @Answers(secondFactorSchema)
  async state(@WhoMay('self.see') viewer: Viewer): Promise<SecondFactorView> {
    const { since, recoveryCodesLeft } = await this.factors.state(signedIn(viewer));
    return { since: since === null ? null : new Date(since).toISOString(), recoveryCodesLeft };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'A secret for an application; it counts once its first code was given.' })
  @Takes(passwordAgainSchema)
  @Answers(newSecondFactorSchema)
  @Refuses(401, wrongPassword)
  @Refuses(409, '`second_factor_on`: one is on already.')
  async begin(@WhoMay('self.change') viewer: Viewer, @Body() body: unknown): Promise<NewSecondFactor> {
    const who = signedIn(viewer);
    const { password } = readBody(passwordAgainSchema, body);
    const { secret, email } = await this.factors.begin(who, password);
    const centre = (await this.tenants.find(who.tenantId))?.name ?? who.tenantId;
    return { secret, uri: secretUri(secret, { centre, email }) };
  }

  @Put()
  @ApiOperation({
    summary:
      'Its first code: from now on one is asked for, every other session ends. Recovery codes, this once.',
  })
  @Takes(confirmSecondFactorSchema)
  @Answers(recoveryCodesSchema)
  @Refuses(400, '`code_wrong`: not the code of this moment.')
  @Refuses(409, '`second_factor_on`: one is on already.')
  async confirm(
    @WhoMay('self.change') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodes> {
    const { code } = readBody(confirmSecondFactorSchema, body);
    const recoveryCodes = await this.factors.confirm(signedIn(viewer), code);
    await this.audit.secondFactor(viewer, request, 'on');
    return { recoveryCodes };
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ten other recovery codes; those before open nothing any more.' })
  @Takes(passwordAgainSchema)
  @Answers(recoveryCodesSchema)
  @Refuses(401, wrongPassword)
  @Refuses(404, 'No second factor is on.')
  async renew(
    @WhoMay('self.change') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodes> {
    const { password } = readBody(passwordAgainSchema, body);
    const recoveryCodes = await this.factors.renewRecoveryCodes(signedIn(viewer), password);
    await this.audit.secondFactor(viewer, request, 'codes');
    return { recoveryCodes };
  }

  @Post('switch-off')
  @HttpCode(204)
  @ApiOperation({ summary: 'No code is asked for any more.' })
  @Takes(passwordAgainSchema)
  @AnswersNothing()
  @Refuses(401, wrongPassword)
  @Refuses(404, 'No second factor is on.')
  async switchOff(
    @WhoMay('self.change') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { password } = readBody(passwordAgainSchema, body);
    await this.factors.switchOff(signedIn(viewer), password);
    await this.audit.secondFactor(viewer, request, 'off');
  }
}
