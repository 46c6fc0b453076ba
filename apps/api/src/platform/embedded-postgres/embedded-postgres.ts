import { mkdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { findBinaries, sharedHome, type Binaries } from './binaries';
import {
  clusterOwner,
  clusterUser,
  hasCluster,
  isHandedOver,
  openCluster,
  ownerPassword,
  rememberHandOver,
  type Cluster,
} from './cluster';
import { handOver } from '../roles/hand-over';
import { runningPostmaster, startPostmaster, stopPostmaster, type ServerSettings } from './postmaster';
import { Presence } from './presence';
import { canReach, serverAccount } from './server-account';

/** How to open the embedded PostgreSQL. */
export type EmbeddedOptions = Readonly<{
  /** The folder of the installation's data, absolute. */
  dataDir: string;
  settings?: ServerSettings;
  /** Told what is being done when it takes a while, and when the server had to be started again. */
  say?: (message: string) => void;
}>;

const patienceMs = 20_000;
const retryMs = 250;
const graceMs = 1_000;

/**
 * A PostgreSQL of our own, shared by every process that opens the same data folder: the first one starts it, the
 * last one to close stops it, and one that was left running by a killed process is adopted. While open, a server
 * that died is started again on the same port.
 */
export class EmbeddedPostgres {
  private presence: Presence | undefined;
  private closing = false;
  private found: boolean | undefined;

  private constructor(
    private readonly cluster: Cluster,
    private readonly binaries: Binaries,
    private readonly options: EmbeddedOptions,
    private port = 0,
  ) {}

  static async open(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
    const folder = await chooseFolder(options.dataDir);
    const account = serverAccount(folder);
    const binaries = await findBinaries(account);
    options.say?.('Starting PostgreSQL');
    const server = new EmbeddedPostgres(await openCluster(folder, account, binaries), binaries, options);
    await server.join();
    return server;
  }

  /** Whether a cluster was made for this data folder. */
  static async isIn(dataDir: string): Promise<boolean> {
    const places = [clusterBeside(dataDir), clusterShared(dataDir)];
    const found = await Promise.all(places.map((folder) => hasCluster(folder)));
    return found.includes(true);
  }

  /** Where to connect, as the owner of what is ours. */
  url(database = 'postgres'): string {
    return this.urlOf(clusterOwner, ownerPassword(this.cluster), database);
  }

  /** Where to connect as the superuser: the product does so once, to make the owner. */
  administratorUrl(database = 'postgres'): string {
    return this.urlOf(clusterUser, this.cluster.password, database);
  }

  /** Where the cluster is on disk. */
  get folder(): string {
    return this.cluster.folder;
  }

  /** Whether somebody had started it before us. */
  get wasRunning(): boolean {
    return this.found === true;
  }

  /** Leaves the server, and stops it when nobody else needs it. */
  async close(): Promise<void> {
    this.closing = true;
    const last = (await this.presence?.leave()) ?? true;
    if (last) await stopPostmaster(this.cluster, this.binaries);
  }

  /** Starts or adopts the server. Another process may be starting or stopping it meanwhile, hence the patience. */
  private async join(): Promise<void> {
    let lastError: unknown;
    for (let waitedMs = 0; waitedMs < patienceMs && !this.closing; waitedMs += retryMs) {
      try {
        this.port = await this.startOrFind();
        await this.makeOwner();
        this.presence = await Presence.open(this.url(), () => void this.revive());
        return;
      } catch (error) {
        lastError = error;
        await sleep(retryMs);
      }
    }
    throw new Error(`PostgreSQL in ${this.cluster.folder} cannot be started. ${String(lastError)}`);
  }

  /** The port of a server that runs, by us or already. */
  private async startOrFind(): Promise<number> {
    const running = await runningPostmaster(this.cluster);
    this.found ??= running !== undefined;
    if (running !== undefined) return running.port;
    await startPostmaster(this.cluster, this.binaries, this.options.settings ?? {});
    return (await runningPostmaster(this.cluster))?.port ?? this.port;
  }

  /** A cluster of the version before, too, is handed over: there the administrator owned everything. */
  private async makeOwner(): Promise<void> {
    if (await isHandedOver(this.cluster)) return;
    const owner = { name: clusterOwner, password: ownerPassword(this.cluster) };
    await handOver(this.administratorUrl(), { owner, ownerMakesRoles: true, logins: [] });
    await rememberHandOver(this.cluster);
  }

  private urlOf(user: string, password: string, database: string): string {
    return `postgresql://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  private async revive(): Promise<void> {
    while (!this.closing) {
      // An operator who restarts the server on purpose is given the time to do so.
      await sleep(graceMs);
      try {
        await this.join();
        return;
      } catch (error) {
        this.options.say?.(String(error));
      }
    }
  }
}

const clusterBeside = (dataDir: string): string => join(dataDir, 'postgres', 'cluster');

function clusterShared(dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return join(sharedHome, name, 'cluster');
}

/** Beside the rest of our data, unless the account that runs the server cannot reach that. */
async function chooseFolder(dataDir: string): Promise<string> {
  const here = clusterBeside(dataDir);
  await mkdir(dirname(here), { recursive: true, mode: 0o755 });
  return canReach(serverAccount(here), dirname(here)) ? here : clusterShared(dataDir);
}
