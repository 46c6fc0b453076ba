import { isMonth } from '@vigie/metrics';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { readNotes } from './actions/action-schema';
import { readNotesOf, saveNotes, type OfClinic } from './report-note-store';

type Notes = { readonly paragraphs: readonly string[] };

/** Notes of the month: what happened that explains a figure. */
@ApiTags('reports')
@Controller('api/v1/reports/:month/clinics/:clinicId/notes')
export class ReportNotesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What was noted of a clinic’s month.' })
  async read(@WhoMay('reports.see') { tenantId }: Viewer, @Param() of: OfClinic): Promise<Notes> {
    const checked = checkedOf(of);
    const paragraphs = await this.database.withTenant(tenantId, (tx) => readNotesOf(tx, tenantId, checked));
    return { paragraphs };
  }

  @Put()
  @ApiOperation({
    summary: 'Writes the notes of a clinic’s month, up to ten paragraphs; none takes them away.',
  })
  async write(
    @WhoMay('reports.annotate') { tenantId }: Viewer,
    @Param() of: OfClinic,
    @Body() body: unknown,
  ): Promise<Notes> {
    const notes = { paragraphs: readNotes(body), at: this.clock.now() };
    const checked = checkedOf(of);
    await this.database.withTenant(tenantId, (tx) => saveNotes(tx, tenantId, checked, notes));
    return { paragraphs: notes.paragraphs };
  }
}

function checkedOf({ month, clinicId }: OfClinic): OfClinic {
  if (!isMonth(month)) throw badRequest('invalid_month', '`month` must be a month such as 2026-10.');
  if (clinicId.length > 128) throw badRequest('invalid_parameter', '`clinicId` must name one clinic.');
  return { month, clinicId };
}
