import type { Provider } from '@nestjs/common';

import type { Standings } from '../event-log/log-progress-store';
import { AgentDayProjection } from './agent-day-projection';
import { CallProjection } from './call-projection';
import { CampaignNoteProjection } from './campaign-note-projection';
import { GreetingProjection } from './greeting-projection';
import { HandoverProjection } from './handover-projection';
import { IncidentNoteProjection } from './incident-note-projection';
import type { Projection } from './projection';
import { ObligationProjection } from './obligation-projection';
import { SheetNoteProjection } from './sheet-note-projection';
import { SourceProjection } from './source-projection';

/** What is folded from the log, in the order in which a turn does it: a later one may use what an earlier one moved. */
export class Projections {
  /** What is stored of a tenant whose every projection follows its code. */
  readonly settled: Standings;

  constructor(readonly all: readonly Projection[]) {
    this.settled = Object.fromEntries(all.map(({ name, version }) => [name, { version }]));
  }
}

/** The list: one more thing to fold is one more line. */
const folded = [
  SourceProjection,
  CallProjection,
  AgentDayProjection,
  ObligationProjection,
  SheetNoteProjection,
  CampaignNoteProjection,
  HandoverProjection,
  IncidentNoteProjection,
  GreetingProjection,
];

/** The projections and the list of them, for the module of the fold. */
export const projectionProviders: Provider[] = [
  ...folded,
  {
    provide: Projections,
    inject: folded,
    useFactory: (...all: Projection[]) => new Projections(all),
  },
];
