import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { DeliveryReports, type DeliveryAnswer } from './delivery-reports';
import { readDeliveryReport, readInvitationRequest, readRefusalRequest } from './invitation-request';
import { Invitations, type InvitationAnswer } from './invitations';
import { Refusals } from './refusals';
import { DescribeDelivery, DescribeInvitation, DescribeRefusal } from './surveys-openapi';

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
  @DescribeInvitation()
  @ApiOperation({ summary: 'Invites a caller to answer, or says why not', operationId: 'inviteCaller' })
  invite(@WhoMay('surveys.invite') { tenantId }: Viewer, @Body() body: unknown): Promise<InvitationAnswer> {
    return this.invitations.invite(tenantId, readInvitationRequest(body));
  }

  @Post('deliveries')
  @HttpCode(200)
  @DescribeDelivery()
  @ApiOperation({ summary: 'Reports what became of a message', operationId: 'reportDelivery' })
  report(@WhoMay('surveys.invite') { tenantId }: Viewer, @Body() body: unknown): Promise<DeliveryAnswer> {
    return this.deliveries.take(tenantId, readDeliveryReport(body));
  }

  @Post('refusals')
  @HttpCode(200)
  @DescribeRefusal()
  @ApiOperation({ summary: 'Notes that somebody never wants to be asked', operationId: 'refuseSurveys' })
  async refuse(
    @WhoMay('surveys.invite') { tenantId }: Viewer,
    @Body() body: unknown,
  ): Promise<{ readonly outcome: 'refused_for_good' }> {
    await this.refusals.note(tenantId, readRefusalRequest(body));
    return { outcome: 'refused_for_good' };
  }
}
