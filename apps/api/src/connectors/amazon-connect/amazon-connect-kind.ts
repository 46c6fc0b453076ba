import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Clock } from '../../platform/clock';
import { SourceHeartbeat } from '../asterisk/source-heartbeat';
import {
  readOptions,
  type Connector,
  type ConnectorKind,
  type ConnectorOptions,
  type ConnectorPorts,
  type TestStep,
} from '../connector';
import { ConnectorFault, type ConnectorFaultCode } from '../connector-fault';
import { ConnectIntake } from './connect-intake';
import { toSqsFault } from './sqs-fault';
import { sqsOptionsSchema, type SqsOptions } from './sqs-options';
import { SqsQueue } from './sqs-queue';

/** Amazon Connect, by a queue of Amazon SQS into which its events and contact records are put. */
@Injectable()
export class AmazonConnectKind implements ConnectorKind {
  readonly name = 'amazon-connect';
  readonly isExperimental = true;
  readonly needsSecret = true;

  constructor(private readonly clock: Clock) {}

  readonly readOptions = (options: unknown): ConnectorOptions => {
    const { queue, accessKeyId } = readOptions(
      sqsOptionsSchema as z.ZodType<SqsOptions & ConnectorOptions>,
      options,
    );
    return { queue, accessKeyId };
  };

  /** A message is deleted only once what it says is committed: who dies in between receives it again, and that adds nothing. */
  readonly run = async (connector: Connector, ports: ConnectorPorts): Promise<void> => {
    const { tenantId, source } = connector;
    const intake = new ConnectIntake(connector, ports);
    const heartbeat = new SourceHeartbeat(ports.intake, this.clock, { tenantId, source });
    const queue = await SqsQueue.open(sqsOptionsSchema.parse(connector.options), secretOf(connector));
    try {
      while (!ports.signal.aborted) {
        const messages = await queue.receive(ports.signal);
        ports.alive();
        await intake.take(messages.map(({ body }) => body));
        if (messages.length > 0) await queue.remove(messages);
        await heartbeat.beat();
      }
    } catch (error) {
      if (!ports.signal.aborted) throw error;
    } finally {
      queue.close();
    }
  };

  /** Also whether messages may be received and deleted; none is. */
  readonly test = async (connector: Connector): Promise<readonly TestStep[]> => {
    let queue: SqsQueue | undefined;
    try {
      queue = await SqsQueue.open(sqsOptionsSchema.parse(connector.options), secretOf(connector));
      await queue.mayReceive();
      await queue.mayRemove();
      return stepsTo('rights', null);
    } catch (error) {
      const fault = toSqsFault(error);
      return stepsTo(stepOf(fault.code), fault);
    } finally {
      queue?.close();
    }
  };
}

const steps = ['connection', 'sign_in', 'rights'] as const;

const stepsTo = (last: (typeof steps)[number], fault: ConnectorFault | null): readonly TestStep[] =>
  steps.slice(0, steps.indexOf(last) + 1).map((step) => ({ step, fault: step === last ? fault : null }));

/** One answer tells how far a request came. */
function stepOf(code: ConnectorFaultCode): (typeof steps)[number] {
  if (code.startsWith('queue_')) return 'rights';
  return code.startsWith('access_key') || code === 'clock_wrong' || code === 'secret_missing'
    ? 'sign_in'
    : 'connection';
}

function secretOf({ secret }: Connector): string {
  if (secret === null) throw new ConnectorFault('secret_missing');
  return secret;
}
