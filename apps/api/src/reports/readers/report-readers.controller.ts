import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  endedSchema,
  reportReadersSchema,
  sheetReadersSchema,
  type EndedView,
  type ReportReaders as ReadersView,
  type SheetReaders as SheetReadersView,
} from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import { requireClinicOf } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { Answers } from '../../platform/http/answers';
import { readId, readMonth } from '../../platform/http/read-request';
import type { OfClinic } from '../report-note-store';
import { ReportReaders } from './report-readers';
import { SheetReaders } from './sheet-readers';

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

/** Those who got a letter about a clinic's sheet, as the centre and the clinic see them. */
@ApiTags('sheets')
@Controller('api/v1/sheets/:clinicId/readers')
export class SheetReadersController {
  constructor(private readonly readers: SheetReaders) {}

  @Get()
  @ApiOperation({
    summary: 'Who can read and approve the sheet by the link of a letter, and whether they opened it.',
  })
  @Answers(sheetReadersSchema)
  read(
    @WhoMay('sheets.write') { tenantId, scope }: Viewer,
    @Param('clinicId') clinicId: string,
  ): Promise<SheetReadersView> {
    const asked = readId('clinicId', clinicId);
    requireClinicOf(scope, asked);
    return this.readers.of(tenantId, asked);
  }

  @Delete()
  @ApiOperation({ summary: 'Closes the links of the letters about the sheet: none opens it any more.' })
  @Answers(endedSchema, { description: 'How many there were.' })
  async revoke(
    @WhoMay('sheets.write') { tenantId, scope }: Viewer,
    @Param('clinicId') clinicId: string,
  ): Promise<EndedView> {
    const asked = readId('clinicId', clinicId);
    requireClinicOf(scope, asked);
    return { ended: await this.readers.revoke(tenantId, asked) };
  }
}

function askedOf({ month, clinicId }: OfClinic): OfClinic {
  return { month: readMonth(month), clinicId: readId('clinicId', clinicId) };
}
