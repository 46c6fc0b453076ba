import { setTimeout as wait } from 'node:timers/promises';

import type { Instant } from '@vigie/calls';
import { Injectable, Logger } from '@nestjs/common';

import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent } from '../../event-log/server-events';
import { obligationEvents } from '../../fold/obligation-note';
import { callKey } from '../../event-log/logged-event';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import {
  countTry,
  forgetCallRequests,
  settleCallRequest,
  takeLeftRequests,
  type CallRequest,
} from './call-request-store';
import { CallSystem, type CallAnswer } from './call-system';
import { CallWays } from './call-ways';

/** How long a process is believed to be at a request: longer than all its tries take. */
export const sendingMs = 20_000;
/** Who asked looks at their telephone no longer: what was asked before is not sent any more. */
const sentWithinMs = 30_000;
const keptMs = 86_400_000;
const waitsMs = [0, 500, 1_500];

/** Hands requests to place calls to telephone systems, and writes into the log what these said. */
@Injectable()
export class CallSender {
  private readonly logger = new Logger('Calling');

  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly ways: CallWays,
    private readonly system: CallSystem,
  ) {}

  /** Asks, three times at most and each time under the same id, and notes what came of it; never rejects. */
  async send(tenantId: string, request: CallRequest): Promise<void> {
    try {
      await this.settle(tenantId, request, await this.answerTo(tenantId, request));
    } catch (error) {
      // It is taken up again by the round.
      this.logger.warn(`A call was not asked for: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }

  /** What a process left when it ended: sent again while it is fresh, under its id; else nobody knows what came of it. */
  async takeUp(tenantId: string): Promise<void> {
    const now = this.clock.now();
    const left = await this.database.withTenant(tenantId, (tx) =>
      takeLeftRequests(tx, tenantId, { now, until: now + sendingMs }),
    );
    for (const request of left) {
      // Those before it took their time.
      if (this.clock.now() - request.askedAt <= sentWithinMs) await this.send(tenantId, request);
      else await this.settle(tenantId, request, { state: 'unknown', why: null, call: null });
    }
  }

  forgetOld(tenantId: string): Promise<void> {
    const before = this.clock.now() - keptMs;
    return this.database.withTenant(tenantId, (tx) => forgetCallRequests(tx, tenantId, before));
  }

  private async answerTo(tenantId: string, request: CallRequest): Promise<Said> {
    const { source, requestId, reference, extension } = request;
    const address = await this.database.withTenant(tenantId, (tx) =>
      this.ways.addressOf(tx, tenantId, source),
    );
    if (address === undefined) return { state: 'refused', why: 'way_removed', call: null };
    const data = { requestId, call: reference, extension };
    let heard: Said | undefined;
    for (const [n, waitMs] of waitsMs.entries()) {
      await wait(waitMs);
      await this.database.withTenant(tenantId, (tx) => countTry(tx, tenantId, requestId));
      const tries = request.tries + n + 1;
      const answer = await this.system.ask(address, { id: requestId, type: 'call.place', data, tries });
      if (answer.isFinal) return answer;
      // One try that may have been heard leaves open whether the system calls.
      heard = heard?.state === 'unknown' ? heard : answer;
    }
    return heard ?? { state: 'unknown', why: null, call: null };
  }

  private async settle(tenantId: string, { requestId }: CallRequest, said: Said): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      const settled = await settleCallRequest(tx, tenantId, requestId, said);
      if (settled === undefined) return;
      const at = Math.max(this.clock.now(), settled.askedAt + 1);
      await this.log.append(tx, tenantId, eventsOf(settled, said, at));
    });
    this.bell.ring(tenantId);
  }
}

type Said = Pick<CallAnswer, 'state' | 'why' | 'call'>;

function eventsOf(request: CallRequest, { state, why, call }: Said, at: Instant) {
  const { requestId, obligationId: subject, openedBy, source } = request;
  const told = { requestId, source, state, why };
  const events = [
    serverEvent({
      type: obligationEvents.callTold,
      at,
      subject,
      id: `call-told-${requestId}`,
      data: { callKey: openedBy, ...told },
    }),
  ];
  if (call === null) return events;
  const placed = serverEvent({
    type: obligationEvents.callPlaced,
    at,
    subject,
    id: `call-placed-${requestId}`,
    data: { callKey: callKey(source, call), requestId, source },
  });
  return [...events, placed];
}
