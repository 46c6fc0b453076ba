import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  clinicGreetingSchema,
  diagnosisListSchema,
  diagnosisSchema,
  type ClinicGreeting,
  type Diagnosis,
  type DiagnosisList,
} from '@vigie/contracts';
import type { Month } from '@vigie/metrics';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, Refuses, RefusesHalfAPast } from '../../platform/http/answers';
import { readId, readMonth } from '../../platform/http/read-request';
import { Greetings } from '../greetings/greetings';
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
  constructor(
    private readonly diagnoses: Diagnoses,
    private readonly greetings: Greetings,
  ) {}

  @Get('diagnoses')
  @ofMonth
  @ApiOperation({ summary: 'The six lights of every clinic of the viewer’s scope, by name.' })
  @Answers(diagnosisListSchema)
  @RefusesHalfAPast()
  list(@WhoMay('reports.see') viewer: Viewer, @Query('month') month: unknown): Promise<DiagnosisList> {
    return this.diagnoses.list(viewer, monthOf(month));
  }

  @Get('clinics/:clinicId/diagnosis')
  @ofMonth
  @ApiOperation({ summary: 'The six lights of a clinic in a month, with what they were decided by.' })
  @Answers(diagnosisSchema)
  @RefusesHalfAPast()
  @Refuses(404, 'There is no such clinic, or none of the viewer’s scope.')
  read(
    @WhoMay('reports.see') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Query('month') month: unknown,
  ): Promise<Diagnosis> {
    return this.diagnoses.read(viewer, readId('clinicId', clinicId), monthOf(month));
  }

  @Get('clinics/:clinicId/greeting')
  @ofMonth
  @ApiOperation({
    summary: 'What callers of a clinic did at its greeting in a month, and what a change of it did.',
    description: 'Names and formulas are in docs/metrics.md; see docs/sheets.md.',
  })
  @Answers(clinicGreetingSchema)
  @RefusesHalfAPast()
  @Refuses(404, 'There is no such clinic, or none of the viewer’s scope.')
  greeting(
    @WhoMay('reports.see') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Query('month') month: unknown,
  ): Promise<ClinicGreeting> {
    return this.greetings.read(viewer, readId('clinicId', clinicId), monthOf(month));
  }
}

const monthOf = (text: unknown): Month | null => (text === undefined ? null : readMonth(text));
