import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { HookTrial } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import type { SourceGap } from '../fold/source-gaps';
import { SourceStore, type SourceState } from '../fold/source-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest, notFound, Problem } from '../platform/problems';
import { Rounds } from '../platform/rounds/rounds';
import type { Connector, ConnectorOptions, TestStep } from './connector';
import { ConnectorFault, toConnectorFault } from './connector-fault';
import { ConnectorKinds } from './connector-kinds';
import { ConnectorSecrets } from './connector-secrets';
import {
  deleteConnector,
  findConnector,
  insertConnector,
  listConnectors,
  updateConnector,
  type StoredConnector,
} from './connector-store';
import { readMessage, type Hook } from './hooks/hook';
import { trialView } from './hooks/hook-problems';

/** A connector that is asked for. */
export type WantedConnector = Readonly<{
  kind: string;
  name: string;
  source: string;
  options: ConnectorOptions;
  secret: string | null;
}>;

/** What is changed, or tried in place of what is kept. */
export type ConnectorChange = Readonly<{
  name?: string | undefined;
  options?: ConnectorOptions | undefined;
  secret?: string | undefined;
  /** A message as it is delivered, to be read on trial. */
  example?: string | undefined;
}>;

/** Connectors as they are kept, and what else is heard of. */
export type KnownSources = Readonly<{
  connectors: readonly StoredConnector[];
  gaps: readonly SourceGap[];
  sources: readonly SourceState[];
}>;

/** What came of trying one: its steps and, with an example of what it sends, what that says. */
export type Tried = Readonly<{ steps: readonly TestStep[]; trial: HookTrial | null }>;

/** The round that begins and ends connections. */
export const connectorRound = 'connectors';

const gapsShownMs = 30 * 86_400_000;
const testMs = 10_000;
/** Far more telephone systems than a centre has; each costs a connection. */
const mostConnectors = 20;

/** The telephone systems that a centre listens to: added, tried, changed, removed. */
@Injectable()
export class Connectors {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly kinds: ConnectorKinds,
    private readonly secrets: ConnectorSecrets,
    private readonly sources: SourceStore,
    private readonly rounds: Rounds,
  ) {}

  known(tenantId: string): Promise<KnownSources> {
    const since = this.clock.now() - gapsShownMs;
    return this.database.withTenant(tenantId, async (tx) => ({
      connectors: await listConnectors(tx, tenantId),
      gaps: await this.sources.gaps(tx, tenantId, since),
      sources: await this.sources.all(tx, tenantId),
    }));
  }

  /** Rejects with 400 for settings its kind does not take, 409 `connector_exists` or `too_many_connectors`. */
  async add(tenantId: string, wanted: WantedConnector): Promise<StoredConnector> {
    const kind = this.kinds.one(wanted.kind);
    const options = kind.readOptions(wanted.options);
    if (kind.needsSecret && wanted.secret === null)
      throw badRequest('invalid_body', 'secret: this kind cannot do without.');
    const id = randomUUID();
    const secret = wanted.secret === null ? null : this.secrets.seal(tenantId, id, wanted.secret);
    const { name, source } = wanted;
    const stored = { id, kind: kind.name, name, source, options, secret, createdAt: this.clock.now() };
    const added = await this.database.withTenant(tenantId, async (tx) => {
      if ((await listConnectors(tx, tenantId)).length >= mostConnectors)
        throw conflict('too_many_connectors', `There are ${mostConnectors} already.`);
      if (!(await insertConnector(tx, tenantId, stored)))
        throw conflict('connector_exists', 'There is one of this kind for this source.');
      return oneOf(tx, tenantId, id);
    });
    this.rounds.soon(connectorRound, tenantId);
    return added;
  }

  /** Rejects with 404, or as {@link add}. */
  async change(tenantId: string, id: string, change: ConnectorChange): Promise<StoredConnector> {
    const changed = await this.database.withTenant(tenantId, async (tx) => {
      const stored = await oneOf(tx, tenantId, id);
      const options =
        change.options === undefined
          ? stored.options
          : this.kinds.one(stored.kind).readOptions(change.options);
      const secret =
        change.secret === undefined ? stored.secret : this.secrets.seal(tenantId, id, change.secret);
      await updateConnector(tx, tenantId, { id, name: change.name ?? stored.name, options, secret });
      return oneOf(tx, tenantId, id);
    });
    this.rounds.soon(connectorRound, tenantId);
    return changed;
  }

  /** What it has told stays. Rejects with 404. */
  async remove(tenantId: string, id: string): Promise<StoredConnector> {
    const removed = await this.database.withTenant(tenantId, async (tx) => {
      const stored = await oneOf(tx, tenantId, id);
      await deleteConnector(tx, tenantId, id);
      return stored;
    });
    this.rounds.soon(connectorRound, tenantId);
    return removed;
  }

  /** Tries one that is kept, with what is given in place of what it has. Rejects with 404, or 400. */
  async testKept(tenantId: string, id: string, change: ConnectorChange = {}): Promise<Tried> {
    const stored = await this.database.withTenant(tenantId, (tx) => oneOf(tx, tenantId, id));
    const { options, secret } = this.secrets.opened(tenantId, stored);
    const given = { options: change.options ?? options, secret: change.secret ?? secret };
    return this.test(tenantId, { ...stored, ...given, example: change.example });
  }

  /** Tries one without keeping it, ten seconds at most. Rejects with 400. */
  async test(tenantId: string, { kind: name, source, options, secret, example }: Trial): Promise<Tried> {
    const kind = this.kinds.one(name);
    const connector: Connector = {
      tenantId,
      id: 'trial',
      kind: name,
      name: '',
      source,
      options: kind.readOptions(options),
      secret,
    };
    if (example !== undefined && kind.hook !== undefined) return tryExample(kind.hook, connector, example);
    return { steps: await kind.test(connector, AbortSignal.timeout(testMs)), trial: null };
  }
}

type Trial = Omit<WantedConnector, 'name'> & Pick<ConnectorChange, 'example'>;

/** What an example says, as if it had been delivered; nothing is kept of it. */
function tryExample(hook: Hook, { options }: Connector, example: string): Tried {
  try {
    const trial = trialView(hook.read(readMessage(example), options));
    const [first] = trial.problems;
    const fault = first === undefined ? null : new ConnectorFault('mapping_incomplete');
    return {
      steps: [
        { step: 'message', fault: null },
        { step: 'meaning', fault },
      ],
      trial,
    };
  } catch (error) {
    return { steps: [{ step: 'message', fault: toConnectorFault(error) }], trial: null };
  }
}

async function oneOf(tx: EntityManager, tenantId: string, id: string): Promise<StoredConnector> {
  const found = await findConnector(tx, tenantId, id);
  if (found === undefined) throw notFound('There is no such connector.');
  return found;
}

const conflict = (code: string, detail: string): Problem => new Problem({ code, status: 409, detail });
