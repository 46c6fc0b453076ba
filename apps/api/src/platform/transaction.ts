import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

import { isConnectionLost } from './database-fault';

/**
 * Runs `work` in a transaction of its own on one connection, in which `opening` is said right after BEGIN. A connection that turns out dead before any work was
 * done (the server was restarted) is replaced once; after that an error is the caller's, since the work may count.
 */
export async function inTransaction<T>(
  source: DataSource,
  opening: string | undefined,
  work: (tx: EntityManager) => Promise<T>,
  isolation?: 'REPEATABLE READ',
): Promise<T> {
  const runner = await begin(source, opening, isolation).catch((error: unknown) => {
    if (!isConnectionLost(error) || error instanceof NoAnswer) throw error;
    return begin(source, opening, isolation);
  });
  try {
    const result = await work(runner.manager);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await abandon(runner, error);
    throw error;
  } finally {
    await runner.release();
  }
}

/**
 * From here on this transaction sees and writes that tenant's rows alone; row-level security binds the owner too. Alone in
 * its statement, as text: a cluster hands nothing but that on to the servers that hold the rows.
 */
export async function actAs(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(actingFor(tenantId));
}

/** That statement. */
export const actingFor = (tenantId: string): string => `SET LOCAL app.tenant = ${pg.escapeLiteral(tenantId)}`;

/** The driver's own client of this transaction, for what TypeORM has no word for (`COPY`). */
export async function pgClientOf(tx: EntityManager): Promise<pg.PoolClient> {
  if (tx.queryRunner === undefined) throw new Error('outside a transaction there is no one connection');
  return (await tx.queryRunner.connect()) as pg.PoolClient;
}

async function begin(
  source: DataSource,
  opening: string | undefined,
  isolation: 'REPEATABLE READ' | undefined,
): Promise<QueryRunner> {
  const runner = source.createQueryRunner();
  try {
    await runner.connect();
    await answeredSoon(async () => {
      await runner.startTransaction(isolation);
      if (opening !== undefined) await runner.query(opening);
    });
    return runner;
  } catch (error) {
    await abandon(runner, error);
    await runner.release();
    throw error;
  }
}

/**
 * Nothing waits on a lock before the work begins: a server that does not answer within this answers nobody. Counted in
 * ticks, between which answers are read: a process that was busy itself must not take its own silence for the server's.
 */
const tickMs = 250;
const patienceTicks = 8;

/** The server has a connection and says nothing: another one would be as silent. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor() {
    super('query read timeout');
  }
}

async function answeredSoon(work: () => Promise<void>): Promise<void> {
  let answered = false;
  const answer = work().finally(() => (answered = true));
  // Once given up, its end is that of the connection, which is cut.
  answer.catch(() => undefined);
  await Promise.race([answer, silence(() => answered)]);
}

async function silence(isOver: () => boolean): Promise<void> {
  for (let tick = 0; tick < patienceTicks && !isOver(); tick += 1) {
    await sleep(tickMs, undefined, { ref: false });
    await nextTurn();
  }
  if (!isOver()) throw new NoAnswer();
}

async function abandon(runner: QueryRunner, error: unknown): Promise<void> {
  if (!isConnectionLost(error)) {
    const failure = await rollBack(runner);
    if (failure === undefined || !isConnectionLost(failure)) return;
  }
  await cut(runner);
}

async function rollBack(runner: QueryRunner): Promise<unknown> {
  if (!runner.isTransactionActive) return undefined;
  try {
    await runner.rollbackTransaction();
    return undefined;
  } catch (failure) {
    return failure;
  }
}

/** Breaks the connection, so that the pool throws it away instead of lending it to the next. */
async function cut(runner: QueryRunner): Promise<void> {
  const client = (await runner.connect().catch(() => undefined)) as CutClient | undefined;
  const stream = client?.connection?.stream;
  if (stream === undefined || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    stream.once('close', () => resolve());
    stream.destroy();
  });
}

type CutClient = Readonly<{ connection?: { stream?: import('node:net').Socket } }>;
