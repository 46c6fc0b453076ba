import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Clock } from '../../../platform/clock';
import {
  readOptions,
  type Connector,
  type ConnectorKind,
  type ConnectorOptions,
  type ConnectorPorts,
  type TestStep,
} from '../../connector';
import { ConnectorFault, toConnectorFault } from '../../connector-fault';
import { paused } from '../../runner/connector-lease';
import { AmiConnection } from './ami-connection';
import { amiOptionsSchema, type AmiOptions } from './ami-options';
import { AmiSession } from './ami-session';

/** So long whoever tries waits for what only a user with the right to read *system* is told. */
const bootedMs = 2_000;

/** The manager interface (AMI) of an Asterisk: calls, rings, holds and members as they happen. */
@Injectable()
export class AmiKind implements ConnectorKind {
  readonly name = 'asterisk-ami';
  readonly isExperimental = false;
  readonly needsSecret = true;

  constructor(private readonly clock: Clock) {}

  readonly readOptions = (options: unknown): ConnectorOptions => {
    const read = readOptions(amiOptionsSchema as z.ZodType<AmiOptions & ConnectorOptions>, options);
    return Object.fromEntries(
      Object.entries(read).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
  };

  readonly run = async (connector: Connector, ports: ConnectorPorts): Promise<void> => {
    const session = await AmiSession.resume(connector, ports, this.clock);
    await session.run(amiOptionsSchema.parse(connector.options), secretOf(connector));
  };

  readonly test = async (connector: Connector, signal: AbortSignal): Promise<readonly TestStep[]> => {
    const options = amiOptionsSchema.parse(connector.options);
    const steps: TestStep[] = [];
    const booted = Promise.withResolvers<void>();
    let connection: AmiConnection | undefined;
    try {
      connection = await AmiConnection.open(options, signal, {
        event: (message) => {
          if (message.get('Event') === 'FullyBooted') booted.resolve();
        },
        dropped: () => undefined,
      });
      steps.push({ step: 'connection', fault: null });
      await connection.signIn(options, secretOf(connector));
      steps.push({ step: 'sign_in', fault: null });
      const isTold = await Promise.race([
        booted.promise.then(() => true),
        paused(bootedMs, signal).then(() => false),
      ]);
      const fault = isTold
        ? null
        : new ConnectorFault('right_missing', 'read = system,call,agent,user,dialplan');
      return [...steps, { step: 'rights', fault }];
    } catch (error) {
      return [
        ...steps,
        { step: ['connection', 'sign_in', 'rights'][steps.length] ?? '', fault: toConnectorFault(error) },
      ];
    } finally {
      connection?.close();
    }
  };
}

function secretOf({ secret }: Connector): string {
  if (secret === null) throw new ConnectorFault('secret_missing');
  return secret;
}
