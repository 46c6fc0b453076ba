import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { reportNotesSchema, type ReportNotes } from '@vigie/contracts';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { requireClinicOf } from '../access/scope-reach';
import type { ViewerScope } from '../access/viewer-scope';
import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Takes } from '../platform/http/answers';
import { readId, readMonth } from '../platform/http/read-request';
import { TenantSettings } from '../settings/tenant-settings';
import { notesSchema, readNotes } from './actions/action-schema';
import { readNotesOf, saveNotes, type OfClinic } from './report-note-store';

/** Notes of the month: what happened that explains a figure. */
@ApiTags('reports')
@Controller('api/v1/reports/:month/clinics/:clinicId/notes')
export class ReportNotesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What was noted of a clinic’s month.' })
  @Answers(reportNotesSchema)
  async read(
    @WhoMay('reports.see') { tenantId, scope }: Viewer,
    @Param() of: OfClinic,
  ): Promise<ReportNotes> {
    const checked = checkedOf(of, scope);
    const paragraphs = await this.database.withTenant(tenantId, (tx) => readNotesOf(tx, tenantId, checked));
    return { paragraphs };
  }

  @Put()
  @ApiOperation({
    summary: 'Writes the notes of a clinic’s month, up to ten paragraphs; none takes them away.',
  })
  @Takes(notesSchema)
  @Answers(reportNotesSchema)
  async write(
    @WhoMay('reports.annotate') { tenantId, scope }: Viewer,
    @Param() of: OfClinic,
    @Body() body: unknown,
  ): Promise<ReportNotes> {
    const notes = { paragraphs: readNotes(body), at: this.clock.now() };
    const checked = checkedOf(of, scope);
    await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.requireClinic(tx, tenantId, checked.clinicId);
      await saveNotes(tx, tenantId, checked, notes);
    });
    return { paragraphs: notes.paragraphs };
  }
}

function checkedOf({ month, clinicId }: OfClinic, scope: ViewerScope): OfClinic {
  const checked = { month: readMonth(month), clinicId: readId('clinicId', clinicId) };
  requireClinicOf(scope, checked.clinicId);
  return checked;
}
