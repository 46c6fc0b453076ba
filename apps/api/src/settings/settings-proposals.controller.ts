import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  acceptProposalSchema,
  proposeSettingsSchema,
  refuseProposalSchema,
  settingsProposalSchema,
  settingsProposalsSchema,
  type SettingsProposal,
  type SettingsProposals as ProposalsView,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, Takes } from '../platform/http/answers';
import { readBody } from '../platform/http/read-request';
import { readItem } from './settings.controller';
import { SettingsProposals } from './settings-proposals';

const elsewhere = 'There is no such proposal, or none of the viewer’s scope.';
const decided = '`proposal_decided`: it was answered otherwise meanwhile.';

/** Changes of settings that wait for who may make them. */
@ApiTags('settings')
@Controller('api/v1/settings')
export class SettingsProposalsController {
  constructor(private readonly proposals: SettingsProposals) {}

  @Get('proposals')
  @ApiOperation({ summary: 'What is proposed on the settings of the viewer’s scope, and what was answered.' })
  @Answers(settingsProposalsSchema)
  list(@WhoMay('settings.see') viewer: Viewer): Promise<ProposalsView> {
    return this.proposals.list(viewer);
  }

  @Post(':kind/:id/proposals')
  @HttpCode(200)
  @ApiOperation({ summary: 'Proposes a change of one of them from a day on, for an administrator to make.' })
  @Takes(proposeSettingsSchema)
  @Answers(settingsProposalSchema)
  @Refuses(400, '`invalid_settings`, with `faults` by field.')
  @Refuses(404, 'There is nothing of that name, or nothing of the viewer’s scope.')
  @Refuses(
    409,
    '`settings_changed`: somebody changed it since the form began; `too_many_proposals`: 20 wait on it.',
  )
  propose(
    @WhoMay('settings.propose') viewer: Viewer,
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<SettingsProposal> {
    return this.proposals.propose(viewer, readItem(kind, id), readBody(proposeSettingsSchema, body));
  }

  @Post('proposals/:proposalId/accept')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes the change that was proposed, from a day on.' })
  @Takes(acceptProposalSchema)
  @Answers(settingsProposalSchema)
  @Refuses(400, '`invalid_settings`: it cannot hold any more, with `faults` by field.')
  @Refuses(404, elsewhere)
  @Refuses(409, `\`settings_changed\`: what it is on was changed meanwhile; ${decided}`)
  accept(
    @WhoMay('settings.decide') viewer: Viewer,
    @Param('proposalId') id: string,
    @Body() body: unknown,
  ): Promise<SettingsProposal> {
    return this.proposals.accept(viewer, id, readBody(acceptProposalSchema, body));
  }

  @Post('proposals/:proposalId/refuse')
  @HttpCode(200)
  @ApiOperation({ summary: 'Does not make the change that was proposed, and says why.' })
  @Takes(refuseProposalSchema)
  @Answers(settingsProposalSchema)
  @Refuses(404, elsewhere)
  @Refuses(409, decided)
  refuse(
    @WhoMay('settings.decide') viewer: Viewer,
    @Param('proposalId') id: string,
    @Body() body: unknown,
  ): Promise<SettingsProposal> {
    return this.proposals.refuse(viewer, id, readBody(refuseProposalSchema, body).answer);
  }

  @Post('proposals/:proposalId/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes one’s own proposal back.' })
  @Answers(settingsProposalSchema)
  @Refuses(404, 'There is no such proposal of the viewer’s own.')
  @Refuses(409, decided)
  withdraw(
    @WhoMay('settings.propose') viewer: Viewer,
    @Param('proposalId') id: string,
  ): Promise<SettingsProposal> {
    return this.proposals.withdraw(viewer, id);
  }
}
