import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  campaignFiguresSchema,
  campaignListFileSchema,
  campaignListSchema,
  campaignSchema,
  campaignVersionsSchema,
  changeCampaignSchema,
  contactListSchema,
  contactOutcomeSchema,
  importedContactsSchema,
  newCampaignSchema,
  type Campaign,
  type CampaignFigures,
  type CampaignList,
  type CampaignVersions,
  type ContactList,
  type ImportedContacts,
} from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readChoice } from '../../platform/http/read-request';
import { CampaignFiguresReader, campaignGroupings } from './campaign-figures';
import { Campaigns } from './campaigns';
import { Contacts } from './contacts';

const elsewhere = 'There is no such campaign, or none of the viewer’s scope.';
const over = '`campaign_over`: it is over.';
const notNow =
  '`claimed`: somebody else calls; `not_open`: they are not to be called any more; `not_calling_time`; `campaign_over`.';

/** Campaigns: what a clinic has offered to its callers and patients, on its order. */
@ApiTags('campaigns')
@Controller('api/v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly contacts: Contacts,
    private readonly figures: CampaignFiguresReader,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The campaigns of the viewer’s scope, and how far each came.',
    description:
      'Running ones first; with the clinics that have campaigns switched on. See docs/campaigns.md.',
  })
  @Answers(campaignListSchema)
  list(@WhoMay('campaigns.see') viewer: Viewer): Promise<CampaignList> {
    return this.campaigns.list(viewer);
  }

  @Get('figures')
  @ApiOperation({
    summary: 'What campaigns offered and what was answered, by the local day of the answer.',
    description: 'Names and formulas are in docs/metrics.md. `total` is over all rows.',
  })
  @ApiQuery({ name: 'from', description: 'The first local day, `YYYY-MM-DD`.' })
  @ApiQuery({ name: 'to', description: 'The day after the last one.' })
  @ApiQuery({ name: 'by', required: false, enum: [...campaignGroupings] })
  @Answers(campaignFiguresSchema)
  figuresOf(
    @WhoMay('metrics.see') viewer: Viewer,
    @Query() { from, to, by }: Readonly<Record<string, unknown>>,
  ): Promise<CampaignFigures> {
    const grouping = by === undefined ? 'none' : readChoice('by', campaignGroupings, by);
    return this.figures.of(viewer, { from, to }, grouping);
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Makes a campaign on the clinic’s order.',
    description:
      'Who ordered what, with which list, until when. Sent again under one `campaignId` it is made once.',
  })
  @Takes(newCampaignSchema)
  @Answers(campaignSchema, { status: 201 })
  @Refuses(400, '`campaign_over`: its last day is past.')
  @Refuses(404, 'There is no such clinic, or none of the viewer’s scope.')
  @Refuses(409, '`campaigns_off`: no campaigns run for the clinic; `campaign_taken`: the id is another’s.')
  add(@WhoMay('campaigns.write') viewer: Viewer, @Body() body: unknown): Promise<Campaign> {
    return this.campaigns.add(viewer, readBody(newCampaignSchema, body));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Another version of the clinic’s order; every version is kept.' })
  @Takes(changeCampaignSchema)
  @Answers(campaignSchema)
  @Refuses(400, '`campaign_over`: its last day is past.')
  @Refuses(404, elsewhere)
  @Refuses(409, `\`campaign_changed\`: it was changed meanwhile; ${over}`)
  change(
    @WhoMay('campaigns.write') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Campaign> {
    const { basedOn, order } = readBody(changeCampaignSchema, body);
    return this.campaigns.change(viewer, id, basedOn, order);
  }

  @Get(':id/versions')
  @ApiOperation({ summary: 'Every version of the order: who wrote it down, and when.' })
  @Answers(campaignVersionsSchema)
  @Refuses(404, elsewhere)
  versions(@WhoMay('campaigns.see') viewer: Viewer, @Param('id') id: string): Promise<CampaignVersions> {
    return this.campaigns.versions(viewer, id);
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a campaign before its last day, for good.' })
  @Answers(campaignSchema)
  @Refuses(404, elsewhere)
  @Refuses(409, over)
  end(@WhoMay('campaigns.write') viewer: Viewer, @Param('id') id: string): Promise<Campaign> {
    return this.campaigns.end(viewer, id);
  }

  @Post(':id/list')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Takes the clinic’s list in, as CSV with a column `number` or `hash`, one `consent`, and maybe `reference`.',
    description:
      'Numbers are hashed and not kept. Without consent, or marked as not to be called, nobody is proposed, whatever the list says.',
  })
  @Takes(campaignListFileSchema)
  @Answers(importedContactsSchema)
  @Refuses(400, '`bad_table`: the columns are not there; `too_many_rows`: more than 20,000 lines.')
  @Refuses(404, elsewhere)
  @Refuses(409, over)
  importList(
    @WhoMay('campaigns.write') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ImportedContacts> {
    return this.campaigns.importList(viewer, id, readBody(campaignListFileSchema, body).text);
  }

  @Get(':id/contacts')
  @ApiOperation({ summary: 'Who of the list is to be called now; nobody outside the hours for calling.' })
  @Answers(contactListSchema)
  @Refuses(404, elsewhere)
  contactsOf(@WhoMay('callbacks.work') viewer: Viewer, @Param('id') id: string): Promise<ContactList> {
    return this.contacts.list(viewer, id);
  }

  @Post(':id/contacts/:contactId/claim')
  @HttpCode(204)
  @ApiOperation({ summary: 'Says to be calling; released by itself after a quarter of an hour.' })
  @AnswersNothing()
  @Refuses(404, elsewhere)
  @Refuses(409, notNow)
  claim(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Param('contactId') contactId: string,
  ): Promise<void> {
    return this.contacts.claim(viewer, id, contactId);
  }

  @Post(':id/contacts/:contactId/release')
  @HttpCode(204)
  @ApiOperation({ summary: 'Says not to be calling after all.' })
  @AnswersNothing()
  @Refuses(404, elsewhere)
  @Refuses(409, notNow)
  release(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Param('contactId') contactId: string,
  ): Promise<void> {
    return this.contacts.release(viewer, id, contactId);
  }

  @Post(':id/contacts/:contactId/outcome')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Says what came of a call; `doNotCall` holds for good, for every campaign of the clinic.',
  })
  @Takes(contactOutcomeSchema)
  @AnswersNothing()
  @Refuses(404, elsewhere)
  @Refuses(409, notNow)
  note(
    @WhoMay('callbacks.work') viewer: Viewer,
    @Param('id') id: string,
    @Param('contactId') contactId: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.contacts.note(viewer, id, contactId, readBody(contactOutcomeSchema, body).outcome);
  }
}
