import { Injectable } from '@nestjs/common';
import { foldIncident, type Incident, type Instant } from '@vigie/calls';

import { everything } from '../access/scope-reach';
import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import { incidentEvents } from '../fold/incident-note-projection';
import { incidentFacts, incidentKeys } from '../incidents/incident-store';
import { Bell } from '../platform/bell';
import { Database } from '../platform/database';

const minuteMs = 60_000;
const looksEveryMs = 10_000;
const backMs = 60 * 24 * 60 * minuteMs;
/** How long after the mark Claire does what, as good supervisors do; the review comes the same day. */
const takenAfterMs = [25_000, 40_000, 75_000] as const;
const endedAfterMs = 9 * minuteMs;
const reviewedAfterMs = 150 * minuteMs;
const claire = { by: 'Claire', byId: 'demo Claire' } as const;

/** Looks after the urgent calls of the demonstration: takes each, says how it ended, and reviews it later. */
@Injectable()
export class DemoSupervisor {
  private looksAt: Instant = 0;

  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
  ) {}

  /** Does what is due by now, each once; whatever somebody else did before stands. */
  async turn(tenantId: string, now: Instant): Promise<void> {
    if (now < this.looksAt) return;
    this.looksAt = now + looksEveryMs;
    const done = await this.database.withTenant(tenantId, async (tx) => {
      const asked = { scope: everything, from: now - backMs, to: now };
      const facts = await incidentFacts(tx, tenantId, await incidentKeys(tx, tenantId, asked));
      const due = [...facts].flatMap(([id, told]) => dueOf(id, foldIncident(told), now));
      if (due.length > 0) await this.log.append(tx, tenantId, due);
      return due.length;
    });
    if (done > 0) this.bell.ring(tenantId);
  }
}

/** What is done about one by now; the same as before is known by its id. */
function dueOf(id: string, incident: Incident | undefined, now: Instant): NewEvent[] {
  if (incident === undefined || incident.state === 'withdrawn' || incident.state === 'reviewed') return [];
  const { openedAt, emergencyAt, state, owner } = incident;
  const nth = Number.parseInt(id.slice(0, 4), 16);
  const outcome = emergencyAt === null ? (nth % 4 === 0 ? 'notUrgent' : 'clinic') : 'emergency';
  const acts = [
    { kind: 'taken', afterMs: takenAfterMs[nth % takenAfterMs.length] ?? 0, isDone: owner !== null },
    { kind: 'ended', afterMs: endedAfterMs, isDone: state !== 'open', said: { outcome } },
    { kind: 'reviewed', afterMs: reviewedAfterMs, isDone: false },
  ] as const;
  return acts.flatMap(({ kind, afterMs, isDone, ...more }) => {
    const at = openedAt + afterMs;
    if (isDone || at > now) return [];
    const data = { callKey: id, ...claire, ...('said' in more && more.said) };
    return [serverEvent({ type: incidentEvents[kind], at, subject: id, id: `demo-${kind}-${id}`, data })];
  });
}
