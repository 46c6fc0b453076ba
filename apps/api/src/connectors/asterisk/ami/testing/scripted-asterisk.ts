import { hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

type Fields = Readonly<Record<string, string | number>>;

const challenge = '735819264';
export const amiUser = 'vigie';
export const amiSecret = 'trois bateaux';

export const amiText = (fields: Fields): string =>
  `${Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\r\n`)
    .join('')}\r\n`;

/** The manager interface of an Asterisk as a spec wants it: its log-in, its lists, and what is said when it is told to say it. */
export class ScriptedAsterisk {
  /** Who waits, as `QueueStatus` lists them. */
  entries: Fields[] = [];
  members: Fields[] = [];
  /** By how much its clock is ahead, in seconds. */
  aheadSeconds = 0;
  uptime = 100;
  /** What the user may read: without *system* nobody is told that it has booted. */
  readsSystem = true;
  readonly actions: string[] = [];
  /** Whether the user may have calls placed. */
  mayOriginate = true;
  /** Calls it was asked to place. */
  readonly originated: Readonly<Record<string, string | undefined>>[] = [];
  /** Why the set cannot be rung, as `OriginateResponse` tells it; null: it rings. */
  cannotRing: string | null = null;
  /** Ends the connection when it is asked to place a call, before it has answered. */
  diesAsked = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly now: () => number,
    private readonly banner: string,
  ) {}

  static async start(
    now: () => number,
    { tls, banner = 'Asterisk Call Manager/11.0.0' }: { tls?: TlsOptions; banner?: string } = {},
  ): Promise<ScriptedAsterisk> {
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    const asterisk = new ScriptedAsterisk(server, now, banner);
    server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) =>
      asterisk.greet(socket),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return asterisk;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.sockets.size;
  }

  /** Says something to everybody who is logged in, cut into pieces of so many bytes. */
  async say(text: string, cutInto = 100_000): Promise<void> {
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += cutInto) {
      for (const socket of this.sockets) socket.write(bytes.subarray(from, from + cutInto));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  stamp(): string {
    return (this.now() / 1_000 + this.aheadSeconds).toFixed(6);
  }

  event(name: string, fields: Fields = {}): string {
    return amiText({ Event: name, Timestamp: this.stamp(), ...fields });
  }

  /** Dies on everybody, in the middle of whatever was said. */
  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.hangUp();
    this.server.close();
    await once(this.server, 'close').catch(() => undefined);
  }

  private greet(socket: Socket): void {
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    socket.write(`${this.banner}\r\n`);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const lines = text.slice(0, end).split('\r\n');
        text = text.slice(end + 4);
        this.answer(socket, Object.fromEntries(lines.map((line) => line.split(': ') as [string, string])));
      }
    });
  }

  private answer(socket: Socket, action: Readonly<Record<string, string | undefined>>): void {
    const { Action: name = '', ActionID = '' } = action;
    this.actions.push(name);
    const reply = (fields: Fields): void => void socket.write(amiText({ ...fields, ActionID }));
    const answers: Readonly<Record<string, () => void>> = {
      Login: () => this.logIn(socket, action, reply),
      Challenge: () => reply({ Response: 'Success', Challenge: challenge }),
      Ping: () => reply({ Response: 'Success', Ping: 'Pong', Timestamp: this.stamp() }),
      QueueStatus: () => this.list(reply),
      ListCommands: () =>
        reply({
          Response: 'Success',
          Ping: '',
          ...(this.mayOriginate && { Originate: '(Priv: originate,all)' }),
        }),
      Originate: () => this.originate(socket, action, reply),
    };
    const isIn = this.sockets.has(socket) || name === 'Login' || name === 'Challenge';
    const refuse = (): void => reply({ Response: 'Error', Message: 'Permission denied' });
    (isIn ? (answers[name] ?? refuse) : refuse)();
  }

  private originate(
    socket: Socket,
    action: Readonly<Record<string, string | undefined>>,
    reply: (fields: Fields) => void,
  ): void {
    if (!this.mayOriginate) return reply({ Response: 'Error', Message: 'Permission denied' });
    this.originated.push(action);
    if (this.diesAsked) return void socket.destroy();
    reply({ Response: 'Success', Message: 'Originate successfully queued' });
    // Each is told of what others have had placed.
    const failure = { Response: 'Failure', Uniqueid: '<null>' };
    socket.write(this.event('OriginateResponse', { ...failure, ActionID: '3', Reason: '0' }));
    const { ActionID = '' } = action;
    if (this.cannotRing !== null)
      socket.write(this.event('OriginateResponse', { ...failure, ActionID, Reason: this.cannotRing }));
  }

  private list(reply: (fields: Fields) => void): void {
    reply({ Response: 'Success', EventList: 'start', Message: 'Queue status will follow' });
    for (const member of this.members) reply({ Event: 'QueueMember', ...member });
    for (const entry of this.entries) reply({ Event: 'QueueEntry', ...entry });
    reply({ Event: 'QueueStatusComplete', EventList: 'Complete' });
  }

  private logIn(
    socket: Socket,
    { Username, Secret, Key }: Readonly<Record<string, string | undefined>>,
    reply: (fields: Fields) => void,
  ): void {
    const isRight = Secret === amiSecret || Key === hash('md5', challenge + amiSecret, 'hex');
    if (Username !== amiUser || !isRight)
      return reply({ Response: 'Error', Message: 'Authentication failed' });
    this.sockets.add(socket);
    reply({ Response: 'Success', Message: 'Authentication accepted' });
    if (this.readsSystem)
      socket.write(this.event('FullyBooted', { Status: 'Fully Booted', Uptime: this.uptime }));
  }
}
