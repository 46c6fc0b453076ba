import { z } from 'zod';

import {
  readOptions,
  type Connector,
  type ConnectorKind,
  type ConnectorOptions,
  type TestStep,
} from '../connector';
import { ConnectorFault, toConnectorFault } from '../connector-fault';
import { aircallHook } from './aircall/aircall-hook';
import type { Hook } from './hook';
import { ringoverHook } from './ringover/ringover-hook';
import { secretOf } from './signatures';
import { twilioHook } from './twilio/twilio-hook';
import { webhookHook } from './webhook/webhook-hook';
import { webhookOptionsSchema } from './webhook/webhook-options';

type Described = Readonly<{
  name: string;
  hook: Hook;
  schema: z.ZodType;
  /** Whether what it sends was only read of. */
  isExperimental: boolean;
}>;

const noOptions = z.strictObject({});

const described: readonly Described[] = [
  { name: 'ringover', hook: ringoverHook, schema: noOptions, isExperimental: true },
  { name: 'aircall', hook: aircallHook, schema: noOptions, isExperimental: true },
  { name: 'twilio', hook: twilioHook, schema: noOptions, isExperimental: true },
  { name: 'webhook', hook: webhookHook, schema: webhookOptionsSchema, isExperimental: false },
];

/** The kinds that call us; `addresses` are those that people open this server by. */
export function hookKinds(addresses: readonly string[]): readonly ConnectorKind[] {
  return described.map(({ name, hook, schema, isExperimental }) => ({
    name,
    hook,
    isExperimental,
    // Some vendors tell theirs only once they were given our address.
    needsSecret: false,
    readOptions: (options) => defined(readOptions(schema as z.ZodType<ConnectorOptions>, options)),
    run: () => Promise.reject(new ConnectorFault('internal', 'It calls us: there is nothing to listen to.')),
    test: (connector) => Promise.resolve([addressStep(addresses), secretStep(connector)]),
  }));
}

const defined = (options: ConnectorOptions): ConnectorOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** Whether a telephone system in the network can know an address of ours. */
function addressStep(addresses: readonly string[]): TestStep {
  const fault = new ConnectorFault('address_local', 'VIGIE_ORIGINS names no address.');
  return { step: 'address', fault: addresses.length === 0 ? fault : null };
}

function secretStep(connector: Connector): TestStep {
  try {
    secretOf(connector);
    return { step: 'secret', fault: null };
  } catch (error) {
    return { step: 'secret', fault: toConnectorFault(error) };
  }
}
