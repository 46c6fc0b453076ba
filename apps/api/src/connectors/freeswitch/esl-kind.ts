import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Clock } from '../../platform/clock';
import {
  readOptions,
  type Connector,
  type ConnectorKind,
  type ConnectorOptions,
  type ConnectorPorts,
  type TestStep,
} from '../connector';
import { ConnectorFault, toConnectorFault } from '../connector-fault';
import { EslConnection } from './esl-connection';
import { eslOptionsSchema, knownPassword, type EslOptions } from './esl-options';
import { EslSession } from './esl-session';
import { eslLists, rowsOf } from './esl-table';

/** The call centre of a FreeSWITCH (`mod_callcenter`), by its event socket. */
@Injectable()
export class EslKind implements ConnectorKind {
  readonly name = 'freeswitch';
  readonly isExperimental = true;
  readonly needsSecret = true;

  constructor(private readonly clock: Clock) {}

  readonly readOptions = (options: unknown): ConnectorOptions => {
    const read = readOptions(eslOptionsSchema as z.ZodType<EslOptions & ConnectorOptions>, options);
    const { host, port, user } = read;
    return { host, port, ...(user !== undefined && { user }) };
  };

  readonly run = async (connector: Connector, ports: ConnectorPorts): Promise<void> => {
    const session = await EslSession.resume(connector, ports, this.clock);
    await session.run(eslOptionsSchema.parse(connector.options), secretOf(connector));
  };

  /** Also whether there is a call centre, and whether the password is the one that everybody knows. */
  readonly test = async (connector: Connector, signal: AbortSignal): Promise<readonly TestStep[]> => {
    const { host, port, user } = eslOptionsSchema.parse(connector.options);
    const steps: TestStep[] = [];
    let connection: EslConnection | undefined;
    try {
      const nothing = { event: () => undefined, dropped: () => undefined };
      connection = await EslConnection.open({ host, port }, signal, nothing);
      steps.push({ step: 'connection', fault: null });
      const secret = secretOf(connector);
      await connection.signIn({ user, secret });
      steps.push({ step: 'sign_in', fault: null });
      const reply = await connection.ask(eslLists.queues);
      if (rowsOf(reply) === null) throw new ConnectorFault('right_missing', reply.trim().slice(0, 100));
      steps.push({ step: 'rights', fault: null });
      const fault = secret === knownPassword ? new ConnectorFault('secret_known') : null;
      return [...steps, { step: 'secret', fault }];
    } catch (error) {
      const step = ['connection', 'sign_in', 'rights'][steps.length] ?? '';
      return [...steps, { step, fault: toConnectorFault(error) }];
    } finally {
      connection?.close();
    }
  };
}

function secretOf({ secret }: Connector): string {
  if (secret === null) throw new ConnectorFault('secret_missing');
  return secret;
}
