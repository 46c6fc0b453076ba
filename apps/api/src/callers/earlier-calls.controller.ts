import { applyDecorators, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  earlierCallsSchema,
  frequentCallersSchema,
  type EarlierCalls,
  type FrequentCallers,
} from '@vigie/contracts';

import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses } from '../platform/http/answers';
import { readId, readWhole } from '../platform/http/read-request';
import { EarlierCallsReader, mostCalls, usualCalls, type AskedPage } from './earlier-calls';
import { FrequentCallersReader } from './frequent-callers';

type RawQuery = Readonly<Record<string, unknown>>;

const absent = '`caller_absent`: to a person, while the caller is neither on the line nor on the list.';
const about =
  'Latest first, a page at a time; numbers are masked and nobody of ours is named. A key reads those of its clinics; a person only while that caller is on the line, in an open call they see, or on their list to call back. Of withheld and shared numbers no call is told. Each answer is in the audit log before it is given; see docs/callers.md.';

/** What the ways to a caller's earlier calls have in common: `summary` and whom there may be `none` of tell them apart. */
const TellsEarlier = (summary: string, none: string): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary, description: about }),
    ApiQuery({
      name: 'limit',
      required: false,
      description: `1 to ${mostCalls}, ${usualCalls} when absent.`,
    }),
    ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.' }),
    Answers(earlierCallsSchema),
    Refuses(403, absent),
    Refuses(404, `\`not_found\`: ${none}`),
  );

/** Callers who come back: what they called for before, and who comes back often. */
@ApiTags('callers')
@Controller('api/v1')
export class EarlierCallsController {
  constructor(
    private readonly earlier: EarlierCallsReader,
    private readonly frequent: FrequentCallersReader,
  ) {}

  @Get('callers/frequent')
  @ApiOperation({
    summary:
      'Who called a clinic three times or more in 30 days, and for what; most calls first, 100 at most.',
    description:
      'Numbers are masked. Shared and withheld numbers are in none. `looks` says how often earlier calls were looked at.',
  })
  @ApiQuery({ name: 'clinicId', required: false, description: 'The callers of this clinic alone.' })
  @Answers(frequentCallersSchema)
  @Refuses(404, '`not_found`: there is no such clinic, or it is not of the scope of who asks.')
  frequentCallers(
    @WhoMay('frequent.see') viewer: Viewer,
    @Query() { clinicId }: RawQuery,
  ): Promise<FrequentCallers> {
    return this.frequent.of(viewer, clinicId === undefined ? null : readId('clinicId', clinicId));
  }

  @Get('callers/:hash/calls')
  @ApiQuery({ name: 'clinicId', description: 'Of which clinic.' })
  @TellsEarlier(
    'The earlier calls of a caller to a clinic, by the caller’s hash.',
    'there is no such clinic, or it is not one of the key’s.',
  )
  byHash(
    @WhoMay('callers.see') viewer: Viewer,
    @Param('hash') hash: string,
    @Query() query: RawQuery,
  ): Promise<EarlierCalls> {
    const asked = { hash: readId('hash', hash), clinicId: readId('clinicId', query['clinicId']) };
    return this.earlier.of(viewer, { by: 'hash', ...asked }, pageOf(query));
  }

  @Get('callbacks/:id/calls')
  @TellsEarlier(
    'The earlier calls of somebody who is to be called back.',
    'nobody of that id is to be called back in the scope of who asks.',
  )
  byCallback(
    @WhoMay('callers.see') viewer: Viewer,
    @Param('id') id: string,
    @Query() query: RawQuery,
  ): Promise<EarlierCalls> {
    return this.earlier.of(viewer, { by: 'callback', id }, pageOf(query));
  }

  @Get('calls/:id/earlier')
  @TellsEarlier(
    'The earlier calls of the caller of a call that goes on.',
    'there is no such call in the scope of who asks.',
  )
  byCall(
    @WhoMay('callers.see') viewer: Viewer,
    @Param('id') id: string,
    @Query() query: RawQuery,
  ): Promise<EarlierCalls> {
    return this.earlier.of(viewer, { by: 'call', id }, pageOf(query));
  }
}

function pageOf({ limit, cursor }: RawQuery): AskedPage {
  return { cursor, limit: limit === undefined ? usualCalls : readWhole('limit', [1, mostCalls], limit) };
}
