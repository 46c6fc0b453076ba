import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { askLinkSchema } from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { Problem } from '../../platform/problems';
import { onlyTenant, TenantDirectory } from '../../tenants/tenant-directory';
import { May, WhoMay } from '../may';
import { People } from '../people/people';
import { PeopleAudit } from '../people/people-audit';
import { SignInDesk } from '../sign-in/sign-in-desk';
import type { Viewer } from '../viewer';
import { AccessLetters } from './access-letters';
import { Forgotten } from './forgotten';

/** Links that go to people by mail. */
@ApiTags('people')
@Controller('api/v1')
export class LettersController {
  constructor(
    private readonly letters: AccessLetters,
    private readonly forgotten: Forgotten,
    private readonly people: People,
    private readonly audit: PeopleAudit,
    private readonly desk: SignInDesk,
    private readonly tenants: TenantDirectory,
  ) {}

  @Post('people/:id/letters')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Sends somebody a link to choose a password with; what became of it stands with them.',
  })
  @AnswersNothing()
  @Refuses(409, '`no_mail_server`: no mail is sent here; hand over a link instead.')
  async send(
    @WhoMay('people.manage') viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { tenantId } = viewer;
    const person = await this.people.one(tenantId, readId('id', id));
    if (!this.letters.isOn) throw noMail();
    await this.audit.letter(tenantId, this.audit.by(viewer, request), person.personId);
    await this.letters.sendLink(tenantId, person);
  }

  @Post('links/ask')
  @HttpCode(204)
  @May('session.begin')
  @ApiOperation({
    summary: 'Asks for a link to choose another password with: it goes to the address by mail.',
    description: 'The answer is the same whether anybody has the address.',
  })
  @Takes(askLinkSchema)
  @AnswersNothing()
  @Refuses(409, '`no_mail_server`: no mail is sent here.')
  @Refuses(429, 'Asked for too often for the address, or from where it comes.')
  async ask(@Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    const { email, tenant } = readBody(askLinkSchema, body);
    const { address } = this.desk.of(request);
    await this.forgotten.ask(tenant ?? (await onlyTenant(this.tenants)), email, address);
  }
}

function noMail(): Problem {
  return new Problem({
    code: 'no_mail_server',
    status: 409,
    detail: 'This server sends no mail: hand the link over yourself.',
  });
}
