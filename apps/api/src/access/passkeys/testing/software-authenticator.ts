import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type Json = Readonly<Record<string, unknown>>;

/** What an authenticator is told to say: as it should, unless a spec wants it otherwise. */
export type Saying = Readonly<{
  origin?: string;
  rpId?: string;
  /** Whether it has verified its owner. */
  isVerified?: boolean;
  challenge?: string;
  counter?: number;
  type?: string;
}>;

const present = 0x01;
const verified = 0x04;
const withCredential = 0x40;

/** A passkey in software: an ES256 key that answers as a browser and its authenticator would. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(24).toString('base64url');
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private userHandle = '';
  private counter = 0;

  constructor(
    private readonly origin: string,
    private readonly rpId: string,
  ) {}

  /** The answer to `navigator.credentials.create`. */
  create(options: Json, saying: Saying = {}): Json {
    this.userHandle = (options['user'] as { readonly id: string }).id;
    const clientDataJSON = this.clientData('webauthn.create', options, saying);
    const authData = Buffer.concat([
      this.head(withCredential, saying),
      Buffer.alloc(16),
      uint16(24),
      Buffer.from(this.credentialId, 'base64url'),
      coseKey(this.keys.publicKey),
    ]);
    const attestation = Buffer.concat([
      Buffer.of(0xa3),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.of(0xa0),
      text('authData'),
      bytes(authData),
    ]);
    return this.credential({
      clientDataJSON: clientDataJSON.toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** The answer to `navigator.credentials.get`. */
  get(options: Json, saying: Saying = {}): Json {
    const clientDataJSON = this.clientData('webauthn.get', options, saying);
    this.counter += 1;
    const authenticatorData = this.head(0, { counter: this.counter, ...saying });
    const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
    return this.credential({
      clientDataJSON: clientDataJSON.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, this.keys.privateKey).toString('base64url'),
      userHandle: this.userHandle,
    });
  }

  private credential(response: Json): Json {
    const id = this.credentialId;
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, { challenge }: Json, saying: Saying): Buffer {
    const said = {
      type: saying.type ?? type,
      challenge: saying.challenge ?? challenge,
      origin: saying.origin ?? this.origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(said));
  }

  private head(flags: number, { rpId = this.rpId, isVerified = true, counter = 0 }: Saying): Buffer {
    const all = flags | present | (isVerified ? verified : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.of(all), count]);
  }
}

function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  const head = Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21);
  return Buffer.concat([
    head,
    bytes(Buffer.from(x, 'base64url')),
    Buffer.of(0x22),
    bytes(Buffer.from(y, 'base64url')),
  ]);
}

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const text = (of: string): Buffer => Buffer.concat([Buffer.of(0x60 + of.length), Buffer.from(of)]);
const bytes = (of: Buffer): Buffer =>
  Buffer.concat([
    of.length < 256 ? Buffer.of(0x58, of.length) : Buffer.of(0x59, of.length >> 8, of.length & 255),
    of,
  ]);
const uint16 = (of: number): Buffer => Buffer.of(of >> 8, of & 255);
