import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  endedSchema,
  reportReadersSchema,
  type EndedView,
  type ReportReaders as ReadersView,
} from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import { requireClinicOf } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { Answers } from '../../platform/http/answers';
import { readId, readMonth } from '../../platform/http/read-request';
import type { OfClinic } from '../report-note-store';
import { ReportReaders } from './report-readers';

/** Those who got a clinic's report by mail, as the centre sees them. */
@ApiTags('reports')
@Controller('api/v1/reports/:month/clinics/:clinicId/readers')
export class ReportReadersController {
  constructor(private readonly readers: ReportReaders) {}

  @Get()
  @ApiOperation({
    summary: 'Who can open the report by the link of a letter, whether they did, and what they said.',
  })
  @Answers(reportReadersSchema)
  read(@WhoMay('reports.see') { tenantId, scope }: Viewer, @Param() params: OfClinic): Promise<ReadersView> {
    const asked = askedOf(params);
    requireClinicOf(scope, asked.clinicId);
    return this.readers.of(tenantId, asked);
  }

  @Delete()
  @ApiOperation({ summary: 'Closes the links of the letters: none opens the report any more.' })
  @Answers(endedSchema, { description: 'How many there were.' })
  async revoke(
    @WhoMay('reports.annotate') { tenantId, scope }: Viewer,
    @Param() params: OfClinic,
  ): Promise<EndedView> {
    const asked = askedOf(params);
    requireClinicOf(scope, asked.clinicId);
    return { ended: await this.readers.revoke(tenantId, asked) };
  }
}

function askedOf({ month, clinicId }: OfClinic): OfClinic {
  return { month: readMonth(month), clinicId: readId('clinicId', clinicId) };
}
