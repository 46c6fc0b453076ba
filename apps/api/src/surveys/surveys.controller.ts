import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  deliveryAnswerSchema,
  invitationAnswerSchema,
  refusalAnswerSchema,
  type DeliveryAnswer,
  type InvitationAnswer,
  type RefusalAnswer,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import { requireWholeCentre } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Answers, Takes } from '../platform/http/answers';
import { DeliveryReports } from './delivery-reports';
import {
  deliverySchema,
  invitationSchema,
  readDeliveryReport,
  readInvitationRequest,
  readRefusalRequest,
  refusalSchema,
} from './invitation-request';
import { Invitations } from './invitations';
import { Refusals } from './refusals';

@ApiTags('surveys')
@Controller('api/v1/surveys')
export class SurveysController {
  constructor(
    private readonly invitations: Invitations,
    private readonly deliveries: DeliveryReports,
    private readonly refusals: Refusals,
  ) {}

  @Post('invitations')
  @HttpCode(200)
  @Takes(invitationSchema)
  @Answers(invitationAnswerSchema, {
    description: '`taken` does not say whether the number was asked before.',
  })
  @ApiOperation({ summary: 'Invites a caller to answer, or says why not', operationId: 'inviteCaller' })
  invite(@WhoMay('surveys.invite') viewer: Viewer, @Body() body: unknown): Promise<InvitationAnswer> {
    return this.invitations.invite(viewer, readInvitationRequest(body));
  }

  @Post('deliveries')
  @HttpCode(200)
  @Takes(deliverySchema)
  @Answers(deliveryAnswerSchema, { description: '`known`: it says nothing new.' })
  @ApiOperation({ summary: 'Reports what became of a message', operationId: 'reportDelivery' })
  report(@WhoMay('surveys.invite') viewer: Viewer, @Body() body: unknown): Promise<DeliveryAnswer> {
    return this.deliveries.take(viewer, readDeliveryReport(body));
  }

  @Post('refusals')
  @HttpCode(200)
  @Takes(refusalSchema)
  @Answers(refusalAnswerSchema)
  @ApiOperation({ summary: 'Notes that somebody never wants to be asked', operationId: 'refuseSurveys' })
  async refuse(
    @WhoMay('surveys.invite') { tenantId, scope }: Viewer,
    @Body() body: unknown,
  ): Promise<RefusalAnswer> {
    // An address is nobody's clinic: who sees a part of the centre would refuse for all of it.
    requireWholeCentre(scope);
    await this.refusals.note(tenantId, readRefusalRequest(body));
    return { outcome: 'refused_for_good' };
  }
}
