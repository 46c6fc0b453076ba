import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { hookAnswerSchema, type HookAnswer } from '@vigie/contracts';
import type { FastifyRequest } from 'fastify';

import { May } from '../../access/may';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Answers, Refuses, RefusesTooMany } from '../../platform/http/answers';
import { readId } from '../../platform/http/read-request';
import { Problem } from '../../platform/problems';
import { hookPath } from './hook';
import { HookDeliveries } from './hook-deliveries';

/** Where telephone systems call us. Who calls is known by a signature, never by the address alone. */
@ApiTags('connectors')
@Controller('api/v1/hooks')
export class HooksController {
  private readonly origins: readonly string[];

  constructor(
    private readonly deliveries: HookDeliveries,
    @Inject(APP_CONFIG) { door }: AppConfig,
  ) {
    this.origins = door.origins;
  }

  @Post(':tenantId/:connectorId')
  @HttpCode(200)
  @May('hooks.deliver')
  @ApiOperation({
    summary: 'Takes what a telephone system delivers, as its connector says; answered after COMMIT.',
    operationId: 'deliverHook',
  })
  @ApiBody({
    schema: {},
    description: 'As the telephone system sends it, signed as its connector checks it.',
  })
  @Answers(hookAnswerSchema, { description: 'Believed, and what became of it.' })
  @Refuses(
    401,
    'The signature is missing, wrong or too old: `signature_missing`, `signature_wrong`, `delivery_old`.',
  )
  @Refuses(413, '`too_large`: more than 1 MB.')
  @RefusesTooMany()
  async take(
    @Param('tenantId') tenantId: string,
    @Param('connectorId') connectorId: string,
    @Req() request: FastifyRequest,
  ): Promise<HookAnswer> {
    const { body, headers, url } = request;
    const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
    if (!Buffer.isBuffer(body))
      throw new Problem({ code: 'unsupported_media_type', status: 415, detail: 'Send JSON.' });
    const [tenant, id] = [readId('tenantId', tenantId), readId('connectorId', connectorId)];
    const addresses = this.origins.map((origin) => `${origin}${hookPath(tenant, id)}`);
    return this.deliveries.take(tenant, id, { body, headers, query, addresses });
  }
}
