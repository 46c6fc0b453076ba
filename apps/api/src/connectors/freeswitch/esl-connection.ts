import type { Socket } from 'node:net';

import { ConnectorFault } from '../connector-fault';
import { dial, within, type DialAddress } from '../dial';
import { EslReader, type EslFrame } from './esl-reader';
import { eslEventIn, type EslEvent } from './esl-event';

const greetingMs = 5_000;
const answerMs = 10_000;

/** What a connection tells whoever opened it. */
export type EslListener = Readonly<{
  /** Each event, in order. */
  event: (event: EslEvent) => void;
  /** A message beyond all measure, or that is no event, was left out. */
  dropped: (count: number) => void;
}>;

/** How to sign in: by the password of the event socket, or as a user of the directory. */
export type EslSignIn = Readonly<{ user?: string | undefined; secret: string }>;

type Waiting = { readonly reply: (text: string) => void; readonly fail: (error: unknown) => void };

/** One connection to the event socket of a FreeSWITCH: commands and their replies in order, events in between. */
export class EslConnection {
  private readonly reader = new EslReader();
  private readonly waiting: Waiting[] = [];
  private readonly greeted = Promise.withResolvers<string>();
  private readonly ended = Promise.withResolvers<never>();

  private constructor(
    private readonly socket: Socket,
    private readonly listener: EslListener,
  ) {
    for (const promise of [this.greeted.promise, this.ended.promise]) promise.catch(() => undefined);
    socket
      .on('data', (chunk: Buffer) => this.read(chunk))
      .on('error', (error) => this.fail(error))
      .on('close', () =>
        this.fail(new ConnectorFault('connection_lost', 'The other side closed the connection.')),
      );
  }

  /** Connects, and waits to be asked who is there: nothing is sent to anything else. */
  static async open(
    address: DialAddress,
    signal: AbortSignal,
    listener: EslListener,
  ): Promise<EslConnection> {
    const connection = new EslConnection(await dial(address, signal), listener);
    signal.addEventListener('abort', () => connection.close(), { once: true });
    const late = new ConnectorFault('wrong_protocol', 'It does not greet as an event socket does.');
    const greeting = await within(connection.greeted.promise, greetingMs, late).catch((error: unknown) => {
      connection.close();
      throw error;
    });
    if (greeting === 'auth/request') return connection;
    connection.close();
    if (greeting === 'text/rude-rejection')
      throw new ConnectorFault('sign_in_refused', 'Our address is not allowed there (apply-inbound-acl).');
    throw late;
  }

  async signIn({ user, secret }: EslSignIn): Promise<void> {
    if (/[\r\n]/u.test(secret))
      throw new ConnectorFault('sign_in_refused', 'No password holds a line break.');
    const reply = await this.ask(user === undefined ? `auth ${secret}` : `userauth ${user}:${secret}`);
    if (!reply.startsWith('+OK')) throw new ConnectorFault('sign_in_refused', reply.slice(0, 100));
  }

  /** The reply to a command. `heard` is called with it in the order of what is said, before any event that follows. */
  async ask(command: string, heard: (reply: string) => void = () => undefined): Promise<string> {
    const answer = new Promise<string>((resolve, fail) => {
      const reply = (text: string): void => {
        heard(text);
        resolve(text);
      };
      this.waiting.push({ reply, fail });
    });
    this.socket.write(`${command}\n\n`);
    return within(answer, answerMs, new ConnectorFault('silent', 'It did not answer within ten seconds.'));
  }

  /** Rejects when the connection ends, with why. */
  get end(): Promise<never> {
    return this.ended.promise;
  }

  close(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    try {
      const { frames, dropped } = this.reader.push(chunk);
      if (dropped > 0) this.listener.dropped(dropped);
      for (const frame of frames) this.take(frame);
    } catch (error) {
      this.fail(error);
      this.close();
    }
  }

  private take({ headers, body }: EslFrame): void {
    const type = headers.get('Content-Type') ?? '';
    this.greeted.resolve(type);
    if (type === 'command/reply') this.waiting.shift()?.reply(headers.get('Reply-Text') ?? '');
    if (type === 'api/response') this.waiting.shift()?.reply(body);
    if (type === 'text/disconnect-notice')
      throw new ConnectorFault('connection_lost', 'FreeSWITCH ended the connection.');
    if (type !== 'text/event-json') return;
    const event = eslEventIn(body);
    if (event === null) this.listener.dropped(1);
    else this.listener.event(event);
  }

  private fail(error: unknown): void {
    this.greeted.reject(error);
    this.ended.reject(error);
    for (const { fail } of this.waiting.splice(0)) fail(error);
  }
}
