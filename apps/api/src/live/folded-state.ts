import { Injectable } from '@nestjs/common';

import { AgentDayStore } from '../fold/agent-day-store';
import { CallStore } from '../fold/call-store';
import { ChangeStore } from '../fold/change-store';
import { SourceStore } from '../fold/source-store';

/** What the fold leaves for the board to read. */
@Injectable()
export class FoldedState {
  constructor(
    readonly calls: CallStore,
    readonly agents: AgentDayStore,
    readonly sources: SourceStore,
    readonly changes: ChangeStore,
  ) {}
}
