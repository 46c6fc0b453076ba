import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  liveSnapshotSchema,
  recentCallsSchema,
  type LiveSnapshot,
  type RecentCallView,
} from '@vigie/contracts';

import { Clock } from '../platform/clock';
import { badRequest } from '../platform/problems';
import { WhoMay } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses } from '../platform/http/answers';
import { readId, readWhole } from '../platform/http/read-request';
import { LiveRooms } from './live-rooms';
import { PastBoards } from './past-boards';
import { RecentCalls } from './recent-calls';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const usualCalls = 20;
const mostCalls = 200;

/** The wall as JSON: now, at any moment of the past, and the latest calls of a row. */
@ApiTags('live')
@Controller('api/v1/live')
export class LiveController {
  constructor(
    private readonly rooms: LiveRooms,
    private readonly past: PastBoards,
    private readonly recent: RecentCalls,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The live board: the snapshot of the stream, now or at a past moment.' })
  @ApiQuery({
    name: 'at',
    required: false,
    description: 'RFC 3339; folds the facts with a time no later than this.',
  })
  @Answers(liveSnapshotSchema, { description: 'The state; docs/live.md tells what its fields mean.' })
  @Refuses(410, 'The calls of that day are no longer kept one by one.')
  async snapshot(@WhoMay('board.see') viewer: Viewer, @Query('at') at?: string): Promise<LiveSnapshot> {
    if (at === undefined) return (await this.rooms.of(viewer.tenantId)).snapshot(viewer.scope);
    return this.past.at(viewer, this.pastInstant(at));
  }

  @Get('calls')
  @ApiOperation({ summary: 'The latest calls of a clinic or a team, newest first.' })
  @ApiQuery({ name: 'clinicId', required: false })
  @ApiQuery({ name: 'teamId', required: false })
  @ApiQuery({ name: 'limit', required: false, description: `1 to ${mostCalls}, ${usualCalls} when absent.` })
  @Answers(recentCallsSchema, { description: 'Calls without anything personal; see docs/live.md.' })
  calls(
    @WhoMay('calls.see') viewer: Viewer,
    @Query('clinicId') clinicId?: string,
    @Query('teamId') teamId?: string,
    @Query('limit') limit?: string,
  ): Promise<RecentCallView[]> {
    const whose = { ...oneId('clinicId', clinicId), ...oneId('teamId', teamId) };
    return this.recent.of(viewer, whose, limitOf(limit));
  }

  private pastInstant(text: unknown): number {
    const at = typeof text === 'string' && instant.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(at))
      throw badRequest('invalid_time', 'at: give an instant such as 2026-03-02T09:15:00+01:00.');
    if (at > this.clock.now()) throw badRequest('invalid_time', 'at: the future cannot be looked at.');
    return at;
  }
}

function oneId<N extends string>(name: N, id: unknown): { [name in N]?: string } {
  return id === undefined ? {} : ({ [name]: readId(name, id) } as { [name in N]?: string });
}

function limitOf(text: unknown): number {
  return text === undefined ? usualCalls : readWhole('limit', [1, mostCalls], text);
}
