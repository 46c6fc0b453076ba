import { hash } from 'node:crypto';
import type { Socket } from 'node:net';

import { ConnectorFault } from '../../connector-fault';
import { dial, within } from '../../dial';
import { amiAddress, type AmiOptions } from './ami-options';
import { AmiReader, type AmiMessage } from './ami-reader';

const bannerMs = 5_000;
const answerMs = 10_000;

/** What a connection tells whoever opened it. */
export type AmiListener = Readonly<{
  /** Each event, in order. */
  event: (message: AmiMessage) => void;
  /** A message beyond all measure was left out. */
  dropped: (count: number) => void;
}>;

type Fields = Readonly<Record<string, string>>;
type Waiting = { readonly resolve: (message: AmiMessage) => void; readonly reject: (error: unknown) => void };

/** One connection to the manager interface of an Asterisk: actions and their answers, events in between. */
export class AmiConnection {
  private readonly reader = new AmiReader();
  private readonly waiting = new Map<string, Waiting>();
  private readonly banner = Promise.withResolvers<string>();
  private readonly ended = Promise.withResolvers<never>();
  private actions = 0;

  private constructor(
    private readonly socket: Socket,
    private readonly listener: AmiListener,
  ) {
    for (const promise of [this.banner.promise, this.ended.promise]) promise.catch(() => undefined);
    socket
      .on('data', (chunk: Buffer) => this.read(chunk))
      .on('error', (error) => this.fail(error))
      .on('close', () =>
        this.fail(new ConnectorFault('connection_lost', 'The other side closed the connection.')),
      );
  }

  /** Connects, and waits for the word by which a manager interface is known: nothing is sent to anything else. */
  static async open(options: AmiOptions, signal: AbortSignal, listener: AmiListener): Promise<AmiConnection> {
    const connection = new AmiConnection(await dial(amiAddress(options), signal), listener);
    signal.addEventListener('abort', () => connection.close(), { once: true });
    const late = new ConnectorFault('wrong_protocol', 'It does not greet as a manager interface does.');
    const banner = await within(connection.banner.promise, bannerMs, late).catch((error: unknown) => {
      connection.close();
      throw error;
    });
    if (banner.startsWith('Asterisk Call Manager')) return connection;
    connection.close();
    throw late;
  }

  /** Logs in, by a digest of the password unless that is to be sent itself. */
  async signIn({ user, plain }: AmiOptions, secret: string): Promise<void> {
    if (/[\r\n]/u.test(secret))
      throw new ConnectorFault('sign_in_refused', 'No password holds a line break.');
    const login = { Action: 'Login', Username: user, Events: 'on' };
    const proof = plain === true ? { Secret: secret } : await this.digest(secret);
    const answer = await this.ask({ ...login, ...proof });
    if (answer.get('Response') === 'Success') return;
    throw new ConnectorFault('sign_in_refused', answer.get('Message') ?? '');
  }

  /** The answer to an action, which may bring an `ActionID` of its own. Rejects when the connection ends. */
  async ask(fields: Fields): Promise<AmiMessage> {
    const id = fields['ActionID'] ?? String((this.actions += 1));
    const answer = new Promise<AmiMessage>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
    });
    const lines = Object.entries({ ...fields, ActionID: id }).map(([key, value]) => `${key}: ${value}\r\n`);
    this.socket.write(`${lines.join('')}\r\n`);
    return within(answer, answerMs, new ConnectorFault('silent', 'It did not answer within ten seconds.'));
  }

  /** Rejects when the connection ends, with why. */
  get end(): Promise<never> {
    return this.ended.promise;
  }

  close(): void {
    this.socket.destroy();
  }

  private async digest(secret: string): Promise<Fields> {
    const answer = await this.ask({ Action: 'Challenge', AuthType: 'MD5' });
    const challenge = answer.get('Challenge');
    if (challenge === undefined) throw new ConnectorFault('sign_in_refused', answer.get('Message') ?? '');
    return { AuthType: 'MD5', Key: hash('md5', challenge + secret, 'hex') };
  }

  private read(chunk: Buffer): void {
    try {
      const { messages, banner, dropped } = this.reader.push(chunk);
      if (banner !== null) this.banner.resolve(banner);
      if (dropped > 0) this.listener.dropped(dropped);
      for (const message of messages) this.take(message);
    } catch (error) {
      this.fail(error);
      this.close();
    }
  }

  private take(message: AmiMessage): void {
    if (message.has('Event')) return this.listener.event(message);
    const id = message.get('ActionID') ?? '';
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.resolve(message);
  }

  private fail(error: unknown): void {
    this.banner.reject(error);
    this.ended.reject(error);
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
