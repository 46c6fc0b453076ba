import { createInterface } from 'node:readline';

import { TestIdentityProvider, type ProviderAccount } from './identity-provider';

/**
 * A provider of its own process, for specs of pages: prints its address, then reads a line of JSON, for which origin it is
 * and who signs in. It ends with whoever writes to it.
 */
const provider = new TestIdentityProvider();
let isServing = false;
await provider.start();
process.stdout.write(`${provider.issuer}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const { origin, account } = JSON.parse(line) as {
    readonly origin: string;
    readonly account: ProviderAccount;
  };
  provider.account = account;
  if (!isServing) provider.serve(origin);
  isServing = true;
}
await provider.stop();
