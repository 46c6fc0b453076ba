import { createServer, type Server } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { dialledWay } from '../callbacks/calling/dialled-way';
import { SystemClock } from '../platform/clock';
import { AmiDialler } from './asterisk/ami/ami-dialler';
import { AmiKind } from './asterisk/ami/ami-kind';
import { amiSecret, amiUser, ScriptedAsterisk } from './asterisk/ami/testing/scripted-asterisk';
import { Door } from './beside/door';
import type { ConnectorFault } from './connector-fault';
import { faultText } from './fault-sentences';
import { madeCertificate, type MadeCertificate } from './testing/made-certificates';

const clock = new SystemClock();
const now = (): number => clock.now();
const day = 86_400_000;
const expired = madeCertificate(now() - 400 * day, now() - day);
const valid = madeCertificate(now() - day, now() + 30 * day);
const early = madeCertificate(now() + day, now() + 30 * day);

/* Who vouches for these is known to this process alone, as a centre's own authority is (NODE_EXTRA_CA_CERTS). */
const known = getCACertificates('default');
setDefaultCACertificates([...known, ...[expired, valid, early].map(({ authority }) => authority)]);
afterAll(() => setDefaultCACertificates(known));

let asterisk: ScriptedAsterisk | undefined;
let server: Server | undefined;
afterEach(async () => {
  await asterisk?.stop();
  server?.close();
});

async function tried({ key, cert }: MadeCertificate): Promise<ConnectorFault | null | undefined> {
  asterisk = await ScriptedAsterisk.start(now, { tls: { key, cert } });
  const options = { host: '127.0.0.1', port: asterisk.port, user: amiUser, tls: true };
  const steps = await new AmiKind(clock).test(
    { tenantId: 't', id: 'c', kind: 'asterisk-ami', name: 'c', source: '/c', options, secret: amiSecret },
    AbortSignal.timeout(10_000),
  );
  expect(asterisk.actions.includes('Login')).toBe(steps.length > 1);
  return steps[0]?.fault;
}

describe('a telephone system whose connection is encrypted', () => {
  it('is signed in to while its certificate is valid', async () => {
    expect(await tried(valid)).toBeNull();
  });

  it('is told no password once its certificate has expired, and it is said what to do', async () => {
    const fault = await tried(expired);
    expect(fault?.code).toBe('certificate_expired');
    expect(faultText(fault as ConnectorFault)).toMatch(/no longer valid\. Have it renewed\./u);
  });

  it('is told none before its certificate begins, or where nobody known vouches for it', async () => {
    expect((await tried(early))?.code).toBe('certificate_untrusted');
    const stranger = madeCertificate(now() - day, now() + day);
    expect((await tried(stranger))?.code).toBe('certificate_untrusted');
  });

  it('is asked for no call either: whoever asks reads that it is the certificate', async () => {
    const { key, cert } = expired;
    asterisk = await ScriptedAsterisk.start(now, { tls: { key, cert } });
    const way = dialledWay(`amis://${amiUser}@127.0.0.1:${asterisk.port}/vigie`, amiSecret);
    const data = { requestId: 'r', call: '1.2', extension: '101' };
    const message = { id: 'r', type: 'call.place', data, tries: 1 } as const;
    expect(way && (await new AmiDialler().ask(way, message))).toMatchObject({
      state: 'refused',
      why: 'certificate_wrong',
      isFinal: true,
    });
    expect(asterisk.actions).toEqual([]);
  });
});

describe('a server of Vigie that events are sent to', () => {
  it('is sent nothing once its certificate has expired, and it is said what to do', async () => {
    let asked = 0;
    const { key, cert } = expired;
    server = createServer({ key, cert }, (_, answer) => {
      asked += 1;
      answer.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const to = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const fault = await new Door({ to, key: 'k' }, now)
      .send('{}\n', 1, AbortSignal.timeout(10_000))
      .catch((error: unknown) => error as ConnectorFault);
    expect(fault).toMatchObject({ code: 'door_certificate_expired' });
    expect(faultText(fault as ConnectorFault)).toContain('Have it renewed.');
    expect(asked).toBe(0);
  });
});
