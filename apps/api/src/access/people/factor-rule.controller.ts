import { Body, Controller, Get, HttpCode, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { factorRuleSchema, setFactorRuleSchema, type FactorRuleView } from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody } from '../../platform/http/read-request';
import { WhoMay } from '../may';
import { FactorRule } from '../second-factor/factor-rule';
import { signedIn, type Viewer } from '../viewer';
import { PeopleAudit } from './people-audit';

/** Which roles must have a second factor. */
@ApiTags('people')
@Controller('api/v1/second-factor-rule')
export class FactorRuleController {
  constructor(
    private readonly rule: FactorRule,
    private readonly audit: PeopleAudit,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The roles that must have a second factor.' })
  @Answers(factorRuleSchema)
  async read(@WhoMay('people.see') { tenantId }: Viewer): Promise<FactorRuleView> {
    return { roles: [...(await this.rule.roles(tenantId))] };
  }

  @Put()
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Which roles must have one: whoever lacks it may do nothing but set it up, within five seconds also on open pages.',
  })
  @Takes(setFactorRuleSchema)
  @AnswersNothing()
  @Refuses(409, '`enrol_first`: whoever asks would be shut out.')
  async set(
    @WhoMay('people.manage') viewer: Viewer,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { roles } = readBody(setFactorRuleSchema, body);
    await this.rule.set(signedIn(viewer), viewer.roles, roles);
    await this.audit.factorRule(viewer.tenantId, this.audit.by(viewer, request), roles);
  }
}
