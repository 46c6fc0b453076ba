import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { MailingRhythm } from '@vigie/contracts';
import { instantOfLocal, localClock, namedRange, type TimeRange } from '@vigie/metrics';

import { findPerson } from '../../access/people/person-store';
import { lacksPermission } from '../../access/refusals';
import { signedIn, type Viewer } from '../../access/viewer';
import { latestDeliveries, type DeliveryState } from '../../deliveries/delivery-store';
import { Outbox } from '../../deliveries/outbox';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import type { RoundRun } from '../../platform/rounds/round';
import { Rounds } from '../../platform/rounds/rounds';
import { HistoryQuestions } from '../history-questions';
import { forgetViews } from '../views/saved-view-store';
import { mailingKind } from './mailing-letters';
import { mailingQuery } from './mailing-query';
import {
  dueMailings,
  findMailing,
  forgetMailings,
  insertMailing,
  mailingsOf,
  putOffMailing,
  removeMailing,
  restMailing,
  type StoredMailing,
} from './mailing-store';

const mostOfOne = 20;
const everyMs = 60_000;

/** What is wanted of a mailing. */
export type WantedMailing = Pick<StoredMailing, 'name' | 'every' | 'part' | 'format' | 'language' | 'query'>;

/** What became of a letter; null: it is on its way. */
export type LetterOutcome = DeliveryState['outcome'];

/** Histories that people have sent to themselves: kept, and handed to the outbox when their time comes. */
@Injectable()
export class Mailings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questions: HistoryQuestions,
    private readonly outbox: Outbox,
    rounds: Rounds,
  ) {
    const run = (tenantId: string, { isStopping }: RoundRun): Promise<void> =>
      this.sendDue(tenantId, isStopping);
    rounds.add({ kind: 'leased', name: 'history mailings', everyMs, run });
  }

  list(viewer: Viewer): Promise<readonly StoredMailing[]> {
    const { tenantId, personId } = signedIn(viewer);
    return this.database.withTenant(tenantId, (tx) => mailingsOf(tx, tenantId, personId));
  }

  /** Throws what is wrong with the question, as the page would; 403 for who sees no history. */
  async make(viewer: Viewer, wanted: WantedMailing): Promise<StoredMailing> {
    const { tenantId, personId } = signedIn(viewer);
    if (!viewer.may('metrics.see')) throw lacksPermission();
    const reader = { ...viewer, scope: viewer.scopeOf('metrics.see') };
    const query = mailingQuery(wanted.query, wanted.part);
    return this.database.withTenant(tenantId, async (tx) => {
      const { frame, now } = await this.questions.read(
        tx,
        reader,
        { ...query.asked, range: 'today' },
        query.more,
      );
      const { timezone } = frame;
      if ((await mailingsOf(tx, tenantId, personId)).length >= mostOfOne) throw tooMany();
      const { every } = wanted;
      const nextAt = nextMailing(every, now, timezone);
      const told = { ...wanted, query: query.text, timezone, nextAt };
      const mailing = { mailingId: randomUUID(), personId, ...told };
      await insertMailing(tx, tenantId, mailing, now);
      return { ...mailing, isPaused: false, lastAt: null };
    });
  }

  /** What became of the last letter of each, by mailing; those older than thirty days are forgotten. */
  async letters({ tenantId }: Viewer): Promise<ReadonlyMap<string, LetterOutcome>> {
    const all = await this.database.withTenant(tenantId, (tx) =>
      latestDeliveries(tx, tenantId, { kind: mailingKind, about: {} }),
    );
    return new Map(all.map(({ topic, outcome }) => [topic, outcome]));
  }

  /** The only address they go to: that of one's account. */
  async addressOf(viewer: Viewer): Promise<string | null> {
    const { tenantId, personId } = signedIn(viewer);
    const person = await this.database.withTenant(tenantId, (tx) => findPerson(tx, tenantId, personId));
    return person?.email ?? null;
  }

  /** It rests, or takes up again at its next time from now on, whatever went by. */
  async rest(viewer: Viewer, mailingId: string, isPaused: boolean): Promise<StoredMailing> {
    const { tenantId, personId } = signedIn(viewer);
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      const mailing = await findMailing(tx, tenantId, mailingId);
      if (mailing?.personId !== personId) throw noMailing();
      const nextAt = isPaused ? mailing.nextAt : nextMailing(mailing.every, now, mailing.timezone);
      const rested = await restMailing(tx, tenantId, { ...mailing, nextAt }, isPaused ? now : null);
      if (rested === undefined) throw noMailing();
      return rested;
    });
  }

  async remove(viewer: Viewer, mailingId: string): Promise<void> {
    const { tenantId, personId } = signedIn(viewer);
    const isGone = await this.database.withTenant(tenantId, (tx) =>
      removeMailing(tx, tenantId, { personId, mailingId }),
    );
    if (!isGone) throw noMailing();
  }

  /**
   * Hands in a letter for each that is due, of the latest day, week or month that has ended: once, however many processes
   * look, and once too when the server was away for several of its times.
   */
  private async sendDue(tenantId: string, isStopping: () => boolean): Promise<void> {
    const now = this.clock.now();
    const due = await this.database.withTenant(tenantId, async (tx) => {
      await forgetMailings(tx, tenantId);
      await forgetViews(tx, tenantId);
      return dueMailings(tx, tenantId, now);
    });
    for (const mailing of due) {
      if (isStopping()) return;
      await this.database.withTenant(tenantId, async (tx) => {
        const { mailingId, every, timezone, email } = mailing;
        if (!(await putOffMailing(tx, tenantId, mailing, nextMailing(every, now, timezone)))) return;
        const on = localClock(periodBefore(every, now, timezone).start, timezone).date;
        await this.outbox.put(tx, {
          tenantId,
          messageId: `history-${mailingId}-${on}`,
          kind: mailingKind,
          topic: mailingId,
          about: { on },
          address: Buffer.from(email, 'utf8'),
          createdAt: now,
        });
      });
    }
    if (due.length > 0) this.outbox.hint(tenantId);
  }
}

const noMailing = (): Problem => notFound('There is no such mailing.');

function tooMany(): Problem {
  const detail = `Nobody has more than ${mostOfOne} histories sent to them.`;
  return new Problem({ code: 'too_many_mailings', status: 409, detail });
}

/** When the mail of a day, week or month that has ended is sent: minutes after local midnight. */
const sentAt = 7 * 60;

/** The next instant after `after` at which one is sent: seven in the morning, of every day, Monday or first of a month. */
export function nextMailing(every: MailingRhythm, after: Instant, timezone: string): Instant {
  const { start, end } = namedRange(every, after, timezone);
  const morning = morningOf(start, timezone);
  return morning > after ? morning : morningOf(end, timezone);
}

/** The latest day, week or month that has ended at an instant. */
export function periodBefore(every: MailingRhythm, at: Instant, timezone: string): TimeRange {
  return namedRange(every, namedRange(every, at, timezone).start - 1, timezone);
}

const morningOf = (midnight: Instant, timezone: string): Instant =>
  instantOfLocal({ ...localClock(midnight, timezone), minuteOfDay: sentAt }, timezone);
