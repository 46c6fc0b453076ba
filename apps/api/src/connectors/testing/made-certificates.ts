import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What a server of a spec shows who it is by, and who vouches for it. */
export type MadeCertificate = Readonly<{ key: string; cert: string; authority: string }>;

const name = (text: string): Buffer =>
  der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(text)))));
const ecdsaWithSha256 = der(0x30, oid('2a8648ce3d040302'));

/** A certificate of 127.0.0.1, signed by an authority of its own that is valid, between two instants. */
export function madeCertificate(from: number, to: number): MadeCertificate {
  const [authority, server] = [keyPair(), keyPair()];
  const year = 366 * 86_400_000;
  const signer = { key: authority.privateKey, issuer: name(`Authority ${randomBytes(8).toString('hex')}`) };
  const isAuthority = der(
    0x30,
    oid('551d13'),
    der(0x01, Buffer.of(0xff)),
    octets(der(0x30, der(0x01, Buffer.of(0xff)))),
  );
  const ofAddress = der(0x30, oid('551d11'), octets(der(0x30, der(0x87, Buffer.of(127, 0, 0, 1)))));
  return {
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate(signer, {
      ...{ subject: name('telephone system'), publicKey: server.publicKey, extension: ofAddress },
      ...{ from, to },
    }),
    authority: certificate(signer, {
      ...{ subject: signer.issuer, publicKey: authority.publicKey, extension: isAuthority },
      ...{ from: from - year, to: to + 20 * year },
    }),
  };
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

type Certified = Readonly<{
  subject: Buffer;
  publicKey: KeyObject;
  extension: Buffer;
  from: number;
  to: number;
}>;

function certificate(
  { key, issuer }: { readonly key: KeyObject; readonly issuer: Buffer },
  { subject, publicKey, extension, from, to }: Certified,
): string {
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ecdsaWithSha256,
    issuer,
    der(0x30, time(from), time(to)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, extension)),
  );
  const signature = der(0x03, Buffer.of(0), sign('sha256', body, key));
  const whole = der(0x30, body, ecdsaWithSha256, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${(whole.match(/.{1,64}/gu) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** Tag, length, what it holds. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), body]);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function octets(inner: Buffer): Buffer {
  return der(0x04, inner);
}

/** `YYYYMMDDHHMMSSZ` */
function time(at: number): Buffer {
  const text = new Date(at).toISOString().replaceAll(/\D/gu, '').slice(0, 14);
  return der(0x18, Buffer.from(`${text}Z`));
}
