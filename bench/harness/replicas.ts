import { until } from './clock';
import { withTables } from './oracle';
import { seeded, type Draw } from './seeded';
import type { Vigie } from './vigie';

/** Whether the servers on one database hear each other. */
export type Hints = 'heard' | 'cut again and again' | 'never heard';

/** What a terror has done. */
export type Struck = { kills: number; cuts: number; refusedStarts: number; slowestStartMs: number };

/** Three servers on the embedded PostgreSQL of the first: killed, started again, kept from hearing each other. */
export class Replicas {
  private turn = 0;

  private constructor(readonly all: readonly Vigie[]) {}

  static async of(first: Vigie, count = 3): Promise<Replicas> {
    const others = await Promise.all(Array.from({ length: count - 1 }, () => first.replica()));
    await Promise.all(others.map((other) => other.start()));
    return new Replicas([first, ...others]);
  }

  /** The next door, as a balancer without memory chooses; one that is dead is tried like any other. */
  readonly door = (): string => this.at((this.turn += 1)).url;

  at(n: number): Vigie {
    return this.all[n % this.all.length] as Vigie;
  }

  /** Ends all but the first. */
  async end(): Promise<void> {
    await Promise.all(this.all.slice(1).map((other) => other.end('SIGKILL')));
  }

  /** Kills one after the other, by chance of that seed, for so long; each is back before the next dies. */
  async terror(
    tenant: string,
    { forMs, seed, hints }: { forMs: number; seed: number; hints: Hints },
  ): Promise<Struck> {
    const draw: Draw = seeded(seed);
    const [first] = this.all as [Vigie];
    const struck: Struck = { kills: 0, cuts: 0, refusedStarts: 0, slowestStartMs: 0 };
    const end = performance.now() + forMs;
    const cutting = hints === 'cut again and again';
    while (performance.now() < end) {
      const next = performance.now() + 2_000 + draw(6_000);
      await until(
        'the next kill',
        async () => {
          if (cutting) struck.cuts += await cutBells(first, tenant);
          return performance.now() >= next ? true : undefined;
        },
        20_000,
        200,
      );
      const victim = this.at(draw(this.all.length));
      await victim.end('SIGKILL');
      struck.kills += 1;
      struck.slowestStartMs = Math.max(struck.slowestStartMs, await startAgain(victim, struck));
    }
    return struck;
  }
}

/** Starts it as a service manager does: one that could not reach its database in time is started again, three times at most. */
async function startAgain(victim: Vigie, struck: Struck): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await victim.start();
    } catch (error) {
      struck.refusedStarts += 1;
      if (tries === 3 || victim.alive) throw error;
    }
  }
}

/** Ends every connection that listens; gives how many there were. */
export function cutBells(vigie: Vigie, tenant: string): Promise<number> {
  return withTables(
    vigie,
    async (client) => {
      const ended = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vigie bell'`,
      );
      return ended.rowCount ?? 0;
    },
    tenant,
  );
}

/** Takes the right to notify from everybody but the superuser, so that nobody is heard, or gives it back. */
export async function mayNotify(vigie: Vigie, tenant: string, may: boolean): Promise<void> {
  const right = 'EXECUTE ON FUNCTION pg_catalog.pg_notify(text, text)';
  const sql = may ? `GRANT ${right} TO PUBLIC` : `REVOKE ${right} FROM PUBLIC`;
  await withTables(vigie, (client) => client.query(sql), tenant);
  await cutBells(vigie, tenant);
}

/** What each server says of its hearing the others. */
export function saidOf(servers: readonly Vigie[]): Promise<string[]> {
  return Promise.all(
    servers.map(async ({ url }) => {
      const answer = await fetch(`${url}/health/ready`);
      return ((await answer.json()) as { hints?: string }).hints ?? '';
    }),
  );
}
