import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { claimSchema } from '@vigie/contracts';
import type { ClaimView } from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
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
    description: 'The last one to say so has it.',
  })
  @ApiBody({ schema: { type: 'object', properties: { by: { type: 'string' } }, required: ['by'] } })
  @ApiOkResponse({ description: 'Who, and since when (ms since 1970).' })
  claim(
    @WhoMay('troubles.claim') { tenantId }: Viewer,
    @Param('id') clinicId: string,
    @Body() body: unknown,
  ): Promise<ClaimView> {
    const claim = claimSchema.safeParse(parsedJson(body));
    if (!claim.success) throw badRequest('invalid_name', 'by: give a name of 1 to 40 printable characters.');
    return this.claims.claim(tenantId, clinicId, { by: claim.data.by, at: this.clock.now() });
  }

  @Post(':id/release')
  @HttpCode(204)
  @ApiOperation({ summary: 'Nobody deals with the clinic any more.' })
  @ApiNoContentResponse()
  release(@WhoMay('troubles.claim') { tenantId }: Viewer, @Param('id') clinicId: string): Promise<void> {
    return this.claims.release(tenantId, clinicId, this.clock.now());
  }
}

/** JSON arrives as its bytes; what is none is no claim. */
function parsedJson(body: unknown): unknown {
  try {
    return Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : body;
  } catch {
    return undefined;
  }
}
