import type { AgentTime } from '@vigie/contracts';
import {
  addTallyInto,
  agentTimeNames,
  agentTimeOf,
  emptyTally,
  type Cuboid,
  type MutableTally,
  type Tally,
} from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { tallyColumn } from '../fold/rollup-store';
import type { AgentTimeAsked } from './agent-time-asked';
import { edgesOf, nowhere, rowSql } from './rollup-query';
import { readingsOf, type Reading } from './readings';
import type { TimePlan } from './time-plan';

/** Pauses by reason are told of no fewer who were logged in. */
const fewest = 5;

const cuboidsOf = {
  centre: { times: 'total', pauses: 'pause' },
  team: { times: 'team', pauses: 'team_pause' },
  agent: { times: 'agent', pauses: 'agent_pause' },
} as const satisfies Record<AgentTimeAsked['of'], { readonly times: Cuboid; readonly pauses: Cuboid }>;

type TeamsOf = (agentId: string) => readonly string[];
type Row = Tally & {
  readonly row: number;
  readonly cuboid: Cuboid;
  readonly key: string | null;
  readonly reason: string;
};
type Lot = Reading & {
  readonly tenantId: string;
  readonly keys: readonly string[] | null;
};

/** Agents' time by row and key, from what is stored of their days. */
@Injectable()
export class AgentTimeReader {
  async read(
    tx: EntityManager,
    tenantId: string,
    asked: AgentTimeAsked,
    { plan, teamsOf }: { readonly plan: TimePlan; readonly teamsOf: TeamsOf },
  ): Promise<AgentTimes> {
    const times = new AgentTimes(asked);
    for (const reading of await readingsOf(tx, tenantId, plan)) {
      const lot = { tenantId, ...reading, keys: asked.keys };
      for (const row of await timesOf(tx, lot, asked)) times.add(row);
      if (asked.reasons !== 'of five') continue;
      for (const { row, agent } of await presentIn(tx, lot, asked)) times.see(row, agent, teamsOf(agent));
    }
    return times;
  }
}

/** The times of a cell, its pauses by reason, and who was logged in. */
type Cell = {
  readonly tally: MutableTally;
  readonly pauses: Map<string, number>;
  readonly present: Set<string>;
};
const newCell = (): Cell => ({ tally: emptyTally(), pauses: new Map(), present: new Set() });

/** Agents' time as it is told. */
export class AgentTimes {
  private readonly cells = new Map<string | null, Map<number, Cell>>();

  constructor(private readonly asked: AgentTimeAsked) {}

  add({ row, key, cuboid, reason, ...tally }: Row): void {
    const cell = this.cellOf(row, key);
    if (cuboid === cuboidsOf[this.asked.of].times) addTallyInto(cell.tally, { ...emptyTally(), ...tally });
    else cell.pauses.set(reason, (cell.pauses.get(reason) ?? 0) + tally.pausedMs);
  }

  /** Somebody was logged in within a row. */
  see(row: number, agent: string, teams: readonly string[]): void {
    const { of, apart, keys } = this.asked;
    if (of !== 'team') this.cellOf(row, null).present.add(agent);
    else if (apart) for (const team of teams) this.cells.get(team)?.get(row)?.present.add(agent);
    else if (keys === null || teams.some((team) => keys.includes(team)))
      this.cellOf(row, null).present.add(agent);
  }

  /** Of whom there is any time. */
  keys(): (string | null)[] {
    return [...this.cells.keys()];
  }

  of(row: number, key: string | null): AgentTime {
    return this.told(this.cells.get(key)?.get(row) ?? newCell());
  }

  /** The sum of all cells. */
  total(): AgentTime {
    const sum = newCell();
    for (const rows of this.cells.values())
      for (const { tally, pauses, present } of rows.values()) {
        addTallyInto(sum.tally, tally);
        for (const [reason, ms] of pauses) sum.pauses.set(reason, (sum.pauses.get(reason) ?? 0) + ms);
        for (const agent of present) sum.present.add(agent);
      }
    return this.told(sum);
  }

  private told({ tally, pauses, present }: Cell): AgentTime {
    const { reasons } = this.asked;
    const areTold = reasons === 'own' || (reasons === 'of five' && present.size >= fewest);
    return { ...agentTimeOf(tally), pausedMsByReason: areTold ? Object.fromEntries(pauses) : null };
  }

  private cellOf(row: number, key: string | null): Cell {
    const rows = this.cells.get(key) ?? new Map<number, Cell>();
    this.cells.set(key, rows);
    const cell = rows.get(row) ?? newCell();
    rows.set(row, cell);
    return cell;
  }
}

const sumsSql = agentTimeNames
  .map((name) => `coalesce(sum(${tallyColumn(name)}), 0)::bigint AS "${name}"`)
  .join(', ');

/** Which rows are read: parameters 1 and 3 to 6 are those of every question about the rollup. */
const rangeSql = `tenant_id = $1 AND bucket >= $5::timestamptz AND bucket < $6::timestamptz AND ${rowSql} <> ${nowhere}`;

function parametersOf({ tenantId, pieces }: Lot, cuboids: readonly Cuboid[]): unknown[] {
  const { edges, rowOf } = edgesOf(pieces);
  const instants = edges.map((at) => new Date(at));
  return [tenantId, cuboids, instants, rowOf, instants[0], instants.at(-1)];
}

function timesOf(tx: EntityManager, lot: Lot, { of, apart, keys }: AgentTimeAsked): Promise<Row[]> {
  const { times, pauses } = cuboidsOf[of];
  const parameters = parametersOf(lot, [times, pauses]);
  const wanted = keys === null ? '' : ` AND key1 = ANY($${parameters.push(keys)}::text[])`;
  return tx.query<Row[]>(
    `SELECT ${rowSql} AS row, cuboid, ${apart ? 'key1' : 'NULL::text'} AS key, key2 AS reason, ${sumsSql}
     FROM ${lot.of} WHERE ${rangeSql} AND cuboid = ANY($2::text[])${wanted}
       AND num_nonnulls(${agentTimeNames.map(tallyColumn).join(', ')}) > 0
     GROUP BY 1, 2, 3, 4`,
    parameters,
  );
}

/** Who was logged in, by row. */
function presentIn(
  tx: EntityManager,
  lot: Lot,
  { of, keys }: AgentTimeAsked,
): Promise<{ readonly row: number; readonly agent: string }[]> {
  const parameters = parametersOf(lot, ['agent']);
  const wanted = of !== 'agent' || keys === null ? '' : ` AND key1 = ANY($${parameters.push(keys)}::text[])`;
  return tx.query(
    `SELECT DISTINCT ${rowSql} AS row, key1 AS agent FROM ${lot.of}
     WHERE ${rangeSql} AND cuboid = ANY($2::text[])${wanted}
       AND coalesce(staffed_ms, 0) + coalesce(paused_ms, 0) + coalesce(off_phone_ms, 0) > 0`,
    parameters,
  );
}
