import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { myDataSchema, type MyData } from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers } from '../platform/http/answers';
import { Problem } from '../platform/problems';
import { MyDataReader } from './my-data';

/** What is kept of whoever asks. */
@ApiTags('me')
@Controller('api/v1/me/data')
export class MyDataController {
  constructor(private readonly data: MyDataReader) {}

  @Get()
  @ApiOperation({ summary: 'What is kept of oneself, for how long, and who looked at it.' })
  @Answers(myDataSchema)
  async read(@WhoMay('self.see') { tenantId, personId, sessionId }: Viewer): Promise<MyData> {
    if (personId === null)
      throw new Problem({ code: 'no_account', status: 403, detail: 'Whoever asks is nobody in particular.' });
    return this.data.read({ tenantId, personId, isDemo: sessionId === null });
  }
}
