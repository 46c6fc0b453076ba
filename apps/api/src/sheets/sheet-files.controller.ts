import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { readSheetFileSchema, sheetLanguages, sheetSchema, type Sheet } from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, Takes } from '../platform/http/answers';
import { Problem } from '../platform/problems';
import { readBody, readChoice } from '../platform/http/read-request';
import { readSheetFile } from './sheet-files';
import { sheetTemplates } from './templates/sheet-templates';

/** What a sheet is begun with: a template, or a file. Neither is kept before it is written as a version. */
@ApiTags('sheets')
@Controller('api/v1')
export class SheetFilesController {
  @Get('sheet-templates/:language')
  @ApiOperation({ summary: 'A sheet to start from, in one of four languages.' })
  @Answers(sheetSchema)
  template(@WhoMay('sheets.write') _: Viewer, @Param('language') language: string): Sheet {
    return sheetTemplates[readChoice('language', sheetLanguages, language)];
  }

  @Post('sheet-files')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reads a file of a sheet, YAML or CSV, to be looked at; keeps nothing.' })
  @Takes(readSheetFileSchema)
  @Answers(sheetSchema)
  @Refuses(400, '`invalid_sheet`, with `faults` by place in the file.')
  readFile(@WhoMay('sheets.write') _: Viewer, @Body() body: unknown): Sheet {
    const { format, text } = readBody(readSheetFileSchema, body);
    const read = readSheetFile(format, text);
    if (read.ok) return read.sheet;
    throw new Problem({
      code: 'invalid_sheet',
      status: 400,
      detail: read.faults
        .slice(0, 3)
        .map(({ field, message }) => `${field}: ${message}.`)
        .join(' '),
      faults: read.faults.slice(0, 50),
    });
  }
}
