import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { claimSchema, claimViewSchema, type ClaimView } from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Answers, AnswersNothing, Takes } from '../platform/http/answers';
import { readJson } from '../platform/http/read-request';
import { badRequest } from '../platform/problems';
import { TroubleClaims } from './trouble-claims';

/** Who deals with a clinic in trouble. */
@ApiTags('live')
@Controller('api/v1/live/clinics')
export class ClaimsController {
  constructor(
    private readonly claims: TroubleClaims,
    private readonly clock: Clock,
  ) {}

  @Post(':id/claim')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Says who deals with a clinic now; every board shows it for an hour, or until it is released.',
    description:
      'The last one to say so has it. Whoever is signed in says so under their own name, whatever `by` is.',
  })
  @Takes(claimSchema)
  @Answers(claimViewSchema, { description: 'Who, and since when (ms since 1970).' })
  claim(
    @WhoMay('troubles.claim') viewer: Viewer,
    @Param('id') clinicId: string,
    @Body() body: unknown,
  ): Promise<ClaimView> {
    const claim = claimSchema.safeParse(readJson(body));
    if (!claim.success) throw badRequest('invalid_name', 'by: give a name of 1 to 40 printable characters.');
    const by = viewer.sessionId === null ? claim.data.by : (viewer.name ?? claim.data.by);
    return this.claims.claim(viewer, clinicId, { by, at: this.clock.now() });
  }

  @Post(':id/release')
  @HttpCode(204)
  @ApiOperation({ summary: 'Nobody deals with the clinic any more.' })
  @AnswersNothing()
  release(@WhoMay('troubles.claim') viewer: Viewer, @Param('id') clinicId: string): Promise<void> {
    return this.claims.release(viewer, clinicId, this.clock.now());
  }
}
