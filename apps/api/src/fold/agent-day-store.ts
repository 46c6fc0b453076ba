import {
  decodeAgentFacts,
  encodeAgentFacts,
  unknownOpening,
  type AgentFact,
  type AgentLeg,
  type AgentOpening,
  type Instant,
  type LogInRules,
} from '@vigie/calls';
import { dayMs } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { textArray } from '../event-log/binary-array';
import { pgClientOf } from '../platform/transaction';
import { TenantSettings } from '../settings/tenant-settings';
import type { AgentDay } from './agent-day';
import { decodeLegs, encodeLegs } from './agent-day-codec';
import { dateColumn } from './binary-columns';
import { upsertParameters, upsertSql, type Column } from './bulk-upsert';
import { DayCalendar, type CentreDay } from './day-calendar';
import { nothingGone, type FoldedTable } from './shadow-store';
import { SourceStore } from './source-store';

/** What is known of one agent's day: `agentStateAt(facts, legs, at, opening)` gives the state at any instant of it. */
export type StoredAgentDay = {
  readonly agentId: string;
  /** The centre's date. */
  readonly date: string;
  readonly facts: readonly AgentFact[];
  readonly legs: readonly AgentLeg[];
  readonly opening: AgentOpening;
  /** What ends a log-in. */
  readonly logIn: LogInRules;
};

export type AgentDayRow = { agent_id: string; day: string; facts: string; legs: string; opening: string };

/** Dates of a centre, both included. */
export type DateWindow = { readonly first: string; readonly last: string };

/** No day is later. */
export const lastDate = '9999-12-31';

/** An agent's days as they are stored: a text that is equal exactly when they are, and the days themselves. */
export type StoredDays = { readonly signature: string; readonly days: () => AgentDay[] };

type WrittenDay = { readonly seq: number; readonly day: AgentDay };

const columns: readonly Column<WrittenDay>[] = [
  { name: 'agent_id', type: 'text', key: true, of: ({ day }) => day.agentId },
  { name: 'day', type: 'date', key: true, of: ({ day }) => day.day.date },
  { name: 'seq', type: 'bigint', of: ({ seq }) => seq },
  { name: 'facts', type: 'text', of: ({ day }) => textsOf(day).facts },
  { name: 'legs', type: 'text', of: ({ day }) => textsOf(day).legs },
  { name: 'opening', type: 'text', of: ({ day }) => textsOf(day).opening },
];

const writeSql = upsertSql('agent_day', columns);
const dayColumns = `d.agent_id, d.day::text AS day, d.facts, d.legs, d.opening FROM agent_day d`;
export const selectAgentDays = `SELECT ${dayColumns}`;

/** Agents' days as they are compared: one of which nothing is told is as if it had never been. */
export const agentDayTable: FoldedTable = {
  name: 'agent_day',
  compared: {
    key: `agent_id || ' ' || day`,
    sql: (table, { agentsFrom } = nothingGone) => `SELECT agent_id, day, facts, legs, opening FROM ${table}
      WHERE tenant_id = $1 AND (facts <> '' OR legs <> '') AND day >= '${agentsFrom ?? '-infinity'}'`,
  },
};

/** The days of agents, as the fold keeps them. */
@Injectable()
export class AgentDayStore {
  private readonly calendars = new Map<string, DayCalendar>();

  constructor(
    private readonly settings: TenantSettings,
    private readonly sources: SourceStore,
  ) {}

  /**
   * Of every agent the day that holds the instant or, where nothing was heard that day, the one before it that may tell
   * of a log-in that still stands.
   */
  day(tx: EntityManager, tenantId: string, at: Instant): Promise<StoredAgentDay[]> {
    return this.readDay(tx, tenantId, at);
  }

  /** The same, of these agents alone. */
  byAgent(
    tx: EntityManager,
    tenantId: string,
    at: Instant,
    agentIds: readonly string[],
  ): Promise<StoredAgentDay[]> {
    return this.readDay(tx, tenantId, at, agentIds);
  }

  /** The centre's days; settings must have been loaded. */
  calendarOf(tenantId: string): DayCalendar {
    const { timezone } = this.settings.current(tenantId);
    const known = this.calendars.get(tenantId);
    if (known?.timezone === timezone) return known;
    const calendar = new DayCalendar(timezone);
    this.calendars.set(tenantId, calendar);
    return calendar;
  }

  /**
   * Agents' days, each agent's in order: those of the window, and the last before and the first after it that are
   * there. They are read as cut by the calendar of now unless told otherwise.
   */
  async daysAround(
    tx: EntityManager,
    tenantId: string,
    windows: ReadonlyMap<string, DateWindow>,
    calendar = this.calendarOf(tenantId),
  ): Promise<Map<string, StoredDays>> {
    const client = await pgClientOf(tx);
    const dates = [...windows.values()];
    const { rows } = await client.query<AgentDayRow>({
      name: 'vigie_agent_days',
      text: `${selectAgentDays} JOIN unnest($2::text[], $3::date[], $4::date[]) AS t(agent_id, first, last)
             ON d.agent_id = t.agent_id
             AND d.day >= coalesce((SELECT max(b.day) FROM agent_day b
               WHERE b.tenant_id = $1 AND b.agent_id = t.agent_id AND b.day < t.first), t.first)
             AND d.day <= coalesce((SELECT min(a.day) FROM agent_day a
               WHERE a.tenant_id = $1 AND a.agent_id = t.agent_id AND a.day > t.last), t.last)
             WHERE d.tenant_id = $1 ORDER BY d.agent_id, d.day`,
      values: [
        tenantId,
        textArray([...windows.keys()]),
        dateColumn(dates.map(({ first }) => first)),
        dateColumn(dates.map(({ last }) => last)),
      ],
    });
    const byAgent = Map.groupBy(rows, (row) => row.agent_id);
    return new Map([...byAgent].map(([agentId, ofAgent]) => [agentId, toStoredDays(ofAgent, calendar)]));
  }

  /** Every agent of whom something is known from that date on. */
  async agentsSince(tx: EntityManager, tenantId: string, date: string): Promise<string[]> {
    const rows = await tx.query<{ agent_id: string }[]>(
      `SELECT DISTINCT agent_id FROM agent_day WHERE tenant_id = $1 AND day >= $2 ORDER BY agent_id`,
      [tenantId, date],
    );
    return rows.map(({ agent_id }) => agent_id);
  }

  /** Removes every day of these agents. */
  async remove(tx: EntityManager, tenantId: string, agentIds: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM agent_day WHERE tenant_id = $1 AND agent_id = ANY($2::text[])`, [
      tenantId,
      agentIds,
    ]);
  }

  /** Removes every day of every agent. */
  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query(`DELETE FROM agent_day WHERE tenant_id = $1`, [tenantId]);
  }

  /** Removes these days. */
  async removeDays(tx: EntityManager, tenantId: string, days: readonly AgentDay[]): Promise<void> {
    if (days.length === 0) return;
    await tx.query(
      `DELETE FROM agent_day d USING unnest($2::text[], $3::date[]) AS t(agent_id, day)
       WHERE d.tenant_id = $1 AND d.agent_id = t.agent_id AND d.day = t.day`,
      [tenantId, days.map(({ agentId }) => agentId), days.map(({ day }) => day.date)],
    );
  }

  /** Writes days as they are now. */
  async write(tx: EntityManager, tenantId: string, days: readonly AgentDay[], seq: number): Promise<void> {
    if (days.length === 0) return;
    const rows = days.map((day) => ({ seq, day }));
    const client = await pgClientOf(tx);
    const values = await upsertParameters(tenantId, columns, rows);
    await client.query({ name: 'vigie_write_agent_days', text: writeSql, values });
  }

  private async readDay(
    tx: EntityManager,
    tenantId: string,
    at: Instant,
    agentIds?: readonly string[],
  ): Promise<StoredAgentDay[]> {
    await this.settings.ensureLoaded(tx, tenantId);
    const calendar = this.calendarOf(tenantId);
    const { date } = calendar.dayOf(at);
    const { agentSilenceMs: silenceMs } = this.settings.at(tenantId, at);
    const only = agentIds === undefined ? '' : ' AND d.agent_id = ANY($4::text[])';
    const parameters = [tenantId, date, Math.ceil(silenceMs / dayMs)];
    const rows = await tx.query<AgentDayRow[]>(
      `SELECT DISTINCT ON (d.agent_id) ${dayColumns}
       WHERE d.tenant_id = $1 AND d.day <= $2::date AND d.day >= $2::date - $3::int${only}
       ORDER BY d.agent_id, d.day DESC`,
      agentIds === undefined ? parameters : [...parameters, agentIds],
    );
    const logIn = { silenceMs, restarts: await this.sources.restarts(tx, tenantId) };
    return rows.map((row) => {
      const { agentId, facts, legs, opening } = toAgentDay(row, calendar.onDate(row.day));
      return { agentId, date: row.day, facts, legs, opening, logIn };
    });
  }
}

function toStoredDays(rows: readonly AgentDayRow[], calendar: DayCalendar): StoredDays {
  return {
    signature: signatureOf(rows),
    days: () => rows.map((row) => toAgentDay(row, calendar.onDate(row.day))),
  };
}

/** What {@link StoredDays} of these days would be known by, once they are written. */
export function signatureOfDays(days: readonly AgentDay[]): string {
  return signatureOf(days.map((day) => ({ day: day.day.date, ...textsOf(day) })));
}

function signatureOf(rows: readonly Omit<AgentDayRow, 'agent_id'>[]): string {
  return rows.map(({ day, facts, legs, opening }) => [day, facts, legs, opening].join('\n')).join('\n');
}

type Texts = Pick<AgentDayRow, 'facts' | 'legs' | 'opening'>;

/** Days as text, written once for each day that is held. */
const texts = new WeakMap<AgentDay, Texts>();

function textsOf(day: AgentDay): Texts {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const made = {
    facts: encodeAgentFacts(day.facts),
    legs: encodeLegs(day.legs, day.day.range.start),
    opening: JSON.stringify(day.opening),
  };
  texts.set(day, made);
  return made;
}

/** A day as it was written. */
export function toAgentDay(row: AgentDayRow, day: CentreDay): AgentDay {
  return {
    agentId: row.agent_id,
    day,
    facts: decodeAgentFacts(row.facts),
    legs: decodeLegs(row.legs, day.range.start),
    // What a version before wrote knows less.
    opening: { ...unknownOpening, ...(JSON.parse(row.opening) as Partial<AgentOpening>) },
  };
}
