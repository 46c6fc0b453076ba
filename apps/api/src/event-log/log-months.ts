import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';

type Partitioned = 'event_log' | 'event_key';

const monthsBack = 60;
const monthsAhead = 2;

/**
 * Sees to it that the months to be written have partitions of their own. What lies further back than five years or
 * more than two months ahead goes to the default partition, so that no sender can make partitions at will.
 */
@Injectable()
export class LogMonths {
  private readonly made = new Map<string, Promise<void>>();

  constructor(private readonly database: Database) {}

  /** Call it before the rows are written, with the present and the instants that are about to be. */
  async ensure(table: Partitioned, now: number, instants: readonly number[]): Promise<void> {
    const present = monthOf(now);
    for (const month of distinctMonths(instants)) {
      const wanted = month >= present - monthsBack && month <= present + monthsAhead;
      if (wanted) await this.once(table, month);
    }
  }

  private once(table: Partitioned, month: number): Promise<void> {
    const name = `${table} ${month}`;
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const making = this.make(table, month);
    this.made.set(name, making);
    making.catch(() => this.made.delete(name));
    return making;
  }

  private async make(table: Partitioned, month: number): Promise<void> {
    const first = new Date(Date.UTC(1970, month, 1)).toISOString().slice(0, 10);
    // A transaction of its own: the new partition must not wait for, nor be undone with, the rows it is made for.
    await this.database.asOwner((tx) => tx.query('SELECT vigie_ensure_month($1, $2)', [table, first]));
  }
}

/** Months since January 1970, in UTC. */
function monthOf(instant: number): number {
  const date = new Date(instant);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** Ascending. Most lists hold instants of one day, so a month is worked out only where the instant leaves the last one. */
function distinctMonths(instants: readonly number[]): number[] {
  const months = new Set<number>();
  let from = 0;
  let to = 0;
  for (const instant of instants) {
    if (instant >= from && instant < to) continue;
    const month = monthOf(instant);
    months.add(month);
    from = Date.UTC(1970, month, 1);
    to = Date.UTC(1970, month + 1, 1);
  }
  return [...months].sort((a, b) => a - b);
}
