import { Inject, Injectable } from '@nestjs/common';

import { APP_CONFIG, type AppConfig } from '../platform/config';
import { badRequest } from '../platform/problems';
import type { ConnectorKind } from './connector';
import { ConnectorFault } from './connector-fault';
import { AmiKind } from './asterisk/ami/ami-kind';
import { QueueLogKind } from './asterisk/queue-log-kind';
import { QueueLogTableKind } from './asterisk/queue-log-table-kind';
import { AmazonConnectKind } from './amazon-connect/amazon-connect-kind';
import { EslKind } from './freeswitch/esl-kind';
import { RecordsKind } from './freeswitch/records-kind';
import { hookKinds } from './hooks/hook-kinds';

/** Every kind of telephone system that the server listens to by itself, or that calls it. */
@Injectable()
export class ConnectorKinds {
  private readonly byName: ReadonlyMap<string, ConnectorKind>;

  constructor(
    queueLog: QueueLogKind,
    table: QueueLogTableKind,
    ami: AmiKind,
    esl: EslKind,
    records: RecordsKind,
    amazonConnect: AmazonConnectKind,
    @Inject(APP_CONFIG) { door }: AppConfig,
  ) {
    const kinds: readonly ConnectorKind[] = [
      queueLog,
      table,
      ami,
      esl,
      records,
      amazonConnect,
      ...hookKinds(door.origins),
    ];
    this.byName = new Map(kinds.map((kind) => [kind.name, kind]));
  }

  list(): readonly ConnectorKind[] {
    return [...this.byName.values()];
  }

  find(name: string): ConnectorKind | undefined {
    return this.byName.get(name);
  }

  /** Throws 400 `invalid_body`. */
  one(name: string): ConnectorKind {
    const kind = this.byName.get(name);
    if (kind !== undefined) return kind;
    throw badRequest('invalid_body', `kind: is one of ${[...this.byName.keys()].join(', ')}.`);
  }

  /** One that a newer server knew fails, and says so, instead of being left out. */
  runnable(name: string): ConnectorKind {
    const kind = this.byName.get(name);
    if (kind !== undefined) return kind;
    const unknown = (): Promise<never> => Promise.reject(new ConnectorFault('kind_unknown', name));
    return {
      name,
      isExperimental: false,
      needsSecret: false,
      readOptions: () => ({}),
      run: unknown,
      test: unknown,
    };
  }
}
