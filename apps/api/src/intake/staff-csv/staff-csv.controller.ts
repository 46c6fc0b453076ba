import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { plannedAnswerSchema, type PlannedAnswer } from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import { requireWholeCentre } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { Clock } from '../../platform/clock';
import { Answers } from '../../platform/http/answers';
import { badRequest, Problem } from '../../platform/problems';
import { describeProblem } from '../../settings/settings-problem';
import { StaffPlanner } from '../../settings/staff-plan/staff-planner';
import { withFileBody } from '../patient-body';
import { requireUnbound } from '../sending-limits';

const largestFileBytes = 5_000_000;
const mostTold = 20;

/** Takes a plan of secretaries by HTTP. */
@ApiTags('imports')
@Controller('api/v1/imports')
export class StaffCsvController {
  constructor(
    private readonly planner: StaffPlanner,
    private readonly clock: Clock,
  ) {}

  @Post('staff-csv')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Import planned secretaries by team and quarter of an hour; the last plan of a team and day stands',
    operationId: 'importStaffCsv',
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' }, description: 'date;équipe;de;à;prévues: see docs/imports.md' })
  @Answers(plannedAnswerSchema)
  async import(
    @WhoMay('tables.import') { tenantId, scope, sends }: Viewer,
    @Body() body: unknown,
  ): Promise<PlannedAnswer> {
    requireWholeCentre(scope);
    requireUnbound(sends);
    const bytes = await withFileBody(body, gather);
    const planned = await this.planner.importCsv(tenantId, bytes, this.clock.now());
    if (planned.result === 'planned') return { rows: planned.rows, teamDays: planned.teamDays };
    const told = planned.problems.slice(0, mostTold).map(describeProblem);
    throw badRequest('invalid_plan', told.join(' '));
  }
}

async function gather(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > largestFileBytes)
      throw new Problem({ code: 'too_large', status: 413, detail: 'A plan is at most 5 MB.' });
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
