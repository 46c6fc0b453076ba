import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  clinicSheetSchema,
  decideQuestionSchema,
  declineSheetSchema,
  sheetFormats,
  sheetListSchema,
  sheetQuestionsSchema,
  sheetVersionTextSchema,
  writeSheetSchema,
  type ClinicSheet,
  type SheetList,
  type SheetQuestions as SheetQuestionsView,
  type SheetVersionText,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, Takes } from '../platform/http/answers';
import { readBody, readChoice, readId, readWhole } from '../platform/http/read-request';
import { ClinicSheets } from './clinic-sheets';
import { SheetQuestions } from './questions/sheet-questions';
import { writeSheetFile } from './sheet-files';

const elsewhere = 'There is no such clinic, or none of the viewer’s scope.';
const meanwhile = '`sheet_changed`: it was changed or answered meanwhile.';

/** What is said for a clinic, and how the centre and the clinic agree on it. */
@ApiTags('sheets')
@Controller('api/v1/sheets')
export class SheetsController {
  constructor(
    private readonly sheets: ClinicSheets,
    private readonly questions: SheetQuestions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The clinics of the viewer’s scope, and how the sheet of each stands.' })
  @Answers(sheetListSchema)
  list(@WhoMay('sheets.see') viewer: Viewer): Promise<SheetList> {
    return this.sheets.list(viewer);
  }

  @Get(':clinicId')
  @ApiOperation({
    summary: 'The newest sheet of a clinic, its versions, and what the viewer may do with it.',
  })
  @Answers(clinicSheetSchema)
  @Refuses(404, elsewhere)
  read(@WhoMay('sheets.see') viewer: Viewer, @Param('clinicId') clinicId: string): Promise<ClinicSheet> {
    return this.sheets.read(viewer, readId('clinicId', clinicId));
  }

  @Get(':clinicId/versions/:version')
  @ApiOperation({ summary: 'One version of a clinic’s sheet, whole.' })
  @Answers(sheetVersionTextSchema)
  @Refuses(404, elsewhere)
  version(
    @WhoMay('sheets.see') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Param('version') version: string,
  ): Promise<SheetVersionText> {
    return this.sheets.version(viewer, readId('clinicId', clinicId), readVersion(version));
  }

  @Get(':clinicId/file')
  @ApiOperation({ summary: 'The sheet that holds as a file, as `POST /api/v1/sheet-files` takes it.' })
  @ApiQuery({ name: 'format', enum: sheetFormats })
  @ApiResponse({
    status: 200,
    content: {
      'application/yaml': { schema: { type: 'string' } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  @Refuses(400, '`format` is none of these.')
  @Refuses(404, elsewhere)
  async file(
    @WhoMay('sheets.see') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Query('format') asked: unknown,
  ): Promise<StreamableFile> {
    const format = readChoice('format', sheetFormats, asked);
    const sheet = await this.sheets.text(viewer, readId('clinicId', clinicId));
    const type = format === 'yaml' ? 'application/yaml' : 'text/csv';
    return new StreamableFile(Buffer.from(writeSheetFile(format, sheet)), {
      type: `${type}; charset=utf-8`,
      disposition: `attachment; filename="sheet.${format}"`,
    });
  }

  @Put(':clinicId')
  @ApiOperation({
    summary: 'Keeps a new version. The centre’s holds at once; the clinic’s is a proposal to the centre.',
  })
  @Takes(writeSheetSchema)
  @Answers(clinicSheetSchema)
  @Refuses(404, elsewhere)
  @Refuses(409, meanwhile)
  write(
    @WhoMay('sheets.write') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Body() body: unknown,
  ): Promise<ClinicSheet> {
    return this.sheets.write(viewer, readId('clinicId', clinicId), readBody(writeSheetSchema, body));
  }

  @Post(':clinicId/versions/:version/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'The clinic agrees to the version that holds.' })
  @Answers(clinicSheetSchema)
  @Refuses(404, elsewhere)
  @Refuses(409, meanwhile)
  approve(
    @WhoMay('sheets.approve') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Param('version') version: string,
  ): Promise<ClinicSheet> {
    return this.sheets.approve(viewer, readId('clinicId', clinicId), readVersion(version));
  }

  @Post(':clinicId/versions/:version/accept')
  @HttpCode(200)
  @ApiOperation({ summary: 'The centre takes the clinic’s proposal over: it holds from now on.' })
  @Answers(clinicSheetSchema)
  @Refuses(404, elsewhere)
  @Refuses(409, meanwhile)
  accept(
    @WhoMay('sheets.manage') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Param('version') version: string,
  ): Promise<ClinicSheet> {
    return this.sheets.take(viewer, readId('clinicId', clinicId), readVersion(version));
  }

  @Post(':clinicId/versions/:version/decline')
  @HttpCode(200)
  @ApiOperation({ summary: 'The centre does not take the clinic’s proposal over, and says why.' })
  @Takes(declineSheetSchema)
  @Answers(clinicSheetSchema)
  @Refuses(404, elsewhere)
  @Refuses(409, meanwhile)
  decline(
    @WhoMay('sheets.manage') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Param('version') version: string,
    @Body() body: unknown,
  ): Promise<ClinicSheet> {
    const { why } = readBody(declineSheetSchema, body);
    return this.sheets.decline(viewer, readId('clinicId', clinicId), readVersion(version), why);
  }

  @Get(':clinicId/questions')
  @ApiOperation({
    summary: 'What callers ask and the sheet does not answer, and what was found unclear, of 90 days.',
  })
  @Answers(sheetQuestionsSchema)
  @Refuses(404, elsewhere)
  questionsOf(
    @WhoMay('sheets.see') viewer: Viewer,
    @Param('clinicId') clinicId: string,
  ): Promise<SheetQuestionsView> {
    return this.questions.read(viewer, readId('clinicId', clinicId));
  }

  @Post(':clinicId/questions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says that the sheet answers a question from now on, or is not to.' })
  @Takes(decideQuestionSchema)
  @Answers(sheetQuestionsSchema)
  @Refuses(404, elsewhere)
  decide(
    @WhoMay('sheets.write') viewer: Viewer,
    @Param('clinicId') clinicId: string,
    @Body() body: unknown,
  ): Promise<SheetQuestionsView> {
    return this.questions.decide(viewer, readId('clinicId', clinicId), readBody(decideQuestionSchema, body));
  }
}

const readVersion = (text: string): number => readWhole('version', [1, 999_999], text);
