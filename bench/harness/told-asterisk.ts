import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

import { nowMs, pause } from './clock';
import type { Vigie } from './vigie';

type Fields = Readonly<Record<string, string | number>>;

/** Something that was said to whoever listened, and about which call. */
export type ToldFact = Readonly<{ call: string; event: string; atMs: number }>;

/** The manager interface of an Asterisk, as far as a connector asks it: it takes anybody in, and says what it is told to say. */
export class ToldAsterisk {
  /** Whoever was connected heard these, or nobody did. */
  readonly told: ToldFact[] = [];
  private readonly sockets = new Set<Socket>();
  /** Who waits, as `QueueStatus` lists them: by channel, since when. */
  private readonly waiting = new Map<string, number>();
  private calls = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ToldAsterisk> {
    const server = createServer();
    const asterisk = new ToldAsterisk(server);
    server.on('connection', (socket: Socket) => asterisk.greet(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return asterisk;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get isListenedTo(): boolean {
    return this.sockets.size > 0;
  }

  /** A name that no other call has: Asterisk names each by the second it began in. */
  nextCall(): string {
    this.calls += 1;
    return `${Math.floor(nowMs() / 1_000)}.${this.calls}`;
  }

  say(event: string, call: string, fields: Fields = {}): void {
    const atMs = nowMs();
    const told = {
      Event: event,
      Timestamp: (atMs / 1_000).toFixed(6),
      Uniqueid: call,
      Linkedid: call,
      ...fields,
    };
    const text = textOf(told);
    for (const socket of this.sockets) socket.write(text);
    this.told.push({ call, event, atMs });
    if (event === 'QueueCallerJoin') this.waiting.set(call, atMs);
    if (event === 'QueueCallerLeave') this.waiting.delete(call);
  }

  /** Calls that come, wait, are answered and end, so many events a second, as long as `on`. */
  async load(eventsPerSecond: number, on: () => boolean): Promise<void> {
    const open: (() => void)[] = [];
    let next = performance.now();
    while (on()) {
      for (let said = 0; said < eventsPerSecond / 50; said += 1) {
        if (open.length < 200) open.push(...this.lifeOf(this.nextCall()));
        open.shift()?.();
      }
      next += 20;
      await pause(Math.max(0, next - performance.now()));
    }
    while (open.length > 0) open.shift()?.();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private lifeOf(call: string): (() => void)[] {
    const agent = `agent-${this.calls % 20}`;
    const queue = { Queue: `queue-${this.calls % 4}` };
    const leg = { ...queue, MemberName: agent, Interface: `PJSIP/${agent}`, DestUniqueid: `${call}9` };
    const life: readonly (readonly [event: string, fields: Fields])[] = [
      ['QueueCallerJoin', { ...queue, Position: 1, CallerIDNum: '0199001234' }],
      ['AgentCalled', leg],
      ['QueueCallerLeave', queue],
      ['AgentConnect', { ...leg, HoldTime: 0, RingTime: 0 }],
      ['AgentComplete', { ...leg, HoldTime: 0, TalkTime: 1, Reason: 'caller' }],
      ['Hangup', { Cause: 16 }],
    ];
    return life.map(
      ([event, fields]) =>
        () =>
          this.say(event, call, fields),
    );
  }

  private greet(socket: Socket): void {
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    socket.write('Asterisk Call Manager/11.0.0\r\n');
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        this.answer(socket, text.slice(0, end));
        text = text.slice(end + 4);
      }
    });
  }

  private answer(socket: Socket, action: string): void {
    const id = /ActionID: (\S+)/u.exec(action)?.[1] ?? '';
    const reply = (fields: Fields): void => void socket.write(textOf({ ...fields, ActionID: id }));
    const [, name = ''] = /Action: (\S+)/u.exec(action) ?? [];
    if (name === 'Challenge') return reply({ Response: 'Success', Challenge: '1' });
    if (name === 'Login') {
      reply({ Response: 'Success', Message: 'Authentication accepted' });
      this.sockets.add(socket);
      return;
    }
    if (name === 'Ping')
      return reply({ Response: 'Success', Ping: 'Pong', Timestamp: (nowMs() / 1_000).toFixed(6) });
    reply({ Response: 'Success', EventList: 'start' });
    for (const [call, since] of this.waiting) {
      const Wait = Math.round((nowMs() - since) / 1_000);
      reply({ Event: 'QueueEntry', Queue: 'queue-0', Position: 1, Uniqueid: call, Linkedid: call, Wait });
    }
    reply({ Event: 'QueueStatusComplete', EventList: 'Complete' });
  }
}

/** Has a centre of the product listen to it there, under the name of a source. */
export async function listenTo(
  vigie: Vigie,
  { tenant, source, port }: Readonly<{ tenant: string; source: string; port: number }>,
): Promise<void> {
  const secret = join(vigie.folder, 'ami-secret');
  await writeFile(secret, 'x');
  const settings = ['--set', 'host=127.0.0.1', `port=${port}`, 'user=bench'];
  const add = ['connector', 'add', 'asterisk-ami', '--tenant', tenant, '--source', source, ...settings];
  await vigie.command([...add, '--secret-file', secret]);
}

const textOf = (fields: Fields): string =>
  `${Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\r\n`)
    .join('')}\r\n`;
