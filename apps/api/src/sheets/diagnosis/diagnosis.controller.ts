import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { diagnosisListSchema, diagnosisSchema, type Diagnosis, type DiagnosisList } from '@vigie/contracts';
import type { Month } from '@vigie/metrics';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, Refuses } from '../../platform/http/answers';
import { readId, readMonth } from '../../platform/http/read-request';
import { Diagnoses } from './diagnoses';

const ofMonth = ApiQuery({
  name: 'month',
  required: false,
  schema: { type: 'string' },
  description: '`YYYY-MM`; without it the month that runs.',
});

/** The six errors that clinics make with their telephone secretariat. */
@ApiTags('diagnosis')
@Controller('api/v1')
export class DiagnosisController {
  constructor(private readonly diagnoses: Diagnoses) {}

  @Get('diagnoses')
  @ofMonth
  @ApiOperation({ summary: 'The six lights of every clinic of the viewer’s scope, by name.' })
  @Answers(diagnosisListSchema)
  list(@WhoMay('reports.see') viewer: Viewer, @Query('month') month: unknown): Promise<DiagnosisList> {
    return this.diagnoses.list(viewer, monthOf(month));
  }

  @Get('clinics/:clinicId/diagnosis')
  @ofMonth
  @ApiOperation({ summary: 'The six lights of a clinic in a month, with what they were decided by.' })
  @Answers(diagnosisSchema)
  @Refuses(404, 'There is no such clinic, or none of the viewer’s scope.')
  read(
    @WhoMay('reports.see') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Query('month') month: unknown,
  ): Promise<Diagnosis> {
    return this.diagnoses.read(viewer, readId('clinicId', clinicId), monthOf(month));
  }
}

const monthOf = (text: unknown): Month | null => (text === undefined ? null : readMonth(text));
