import type { Instant } from '@vigie/calls';
import type { SatisfactionView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { BoardReader } from './board-reader';
import type { BoardStart, BoardUpdate, HeldState } from './board-reader';
import { SatisfactionNow } from './satisfaction-now';

/** Everything a room reads: what is folded, and what is published. */
@Injectable()
export class LiveReader {
  constructor(
    private readonly board: BoardReader,
    private readonly satisfactionNow: SatisfactionNow,
  ) {}

  start(tenantId: string, now: Instant): Promise<BoardStart> {
    return this.board.start(tenantId, now);
  }

  update(tenantId: string, held: HeldState, now: Instant): Promise<BoardUpdate | 'reload' | null> {
    return this.board.update(tenantId, held, now);
  }

  head(tenantId: string): Promise<number> {
    return this.board.head(tenantId);
  }

  satisfaction(tenantId: string): Promise<SatisfactionView> {
    return this.satisfactionNow.of(tenantId);
  }
}
