import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type Fields = Readonly<Record<string, string | number>>;
type Row = Readonly<Record<string, string | number>>;

export const eslSecret = 'quatre barques';
const core = '11111111-2222-4333-8444-555555555555';
/** What it says to a call that names nobody. */
const usage =
  '-USAGE: <call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>] [<cid_name>] [<cid_num>] [<timeout_sec>]\n';

/** An event socket of a FreeSWITCH as a spec wants it: its sign-in, its lists, and what is said when it is told to say it. */
export class ScriptedFreeSwitch {
  /** As `callcenter_config` lists them. */
  agents: Row[] = [];
  tiers: Row[] = [];
  queues: Row[] = [{ name: 'rdv@default', strategy: 'longest-idle-agent' }];
  members: Row[] = [];
  /** Another name is another start. */
  core = core;
  /** By how much its clock is ahead, in seconds. */
  aheadSeconds = 0;
  hasCallCentre = true;
  greeting = 'Content-Type: auth/request\n\n';
  readonly commands: string[] = [];
  /** Whether whoever signs in may have calls placed. */
  mayOriginate = true;
  /** What becomes of a call that it was asked to place, as its job says; null: nothing yet. */
  jobSays: string | null = null;
  /** Said at once after the reply to a command that begins so: what happens while a connection asks how things stand. */
  readonly saidAfter = new Map<string, string>();
  private sequence = 1_000;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly now: () => number,
  ) {}

  static async start(now: () => number): Promise<ScriptedFreeSwitch> {
    const server = createServer();
    const freeswitch = new ScriptedFreeSwitch(server, now);
    server.on('connection', (socket: Socket) => freeswitch.greet(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return freeswitch;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.sockets.size;
  }

  /** An event as it is sent. Those of a call centre are named by their action. */
  event(name: string, fields: Fields = {}): string {
    this.sequence += 1;
    const isOfCallCentre = /^[a-z]/u.test(name);
    const body = JSON.stringify({
      'Event-Name': isOfCallCentre ? 'CUSTOM' : name,
      ...(isOfCallCentre && { 'Event-Subclass': 'callcenter::info', 'CC-Action': name }),
      'Core-UUID': this.core,
      'Event-Date-Timestamp': String(this.micros()),
      'Event-Sequence': String(this.sequence),
      ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)])),
    });
    return `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`;
  }

  /** Says something to everybody who listens, cut into pieces of so many bytes. */
  async say(text: string, cutInto = 100_000): Promise<void> {
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += cutInto) {
      for (const socket of this.sockets) socket.write(bytes.subarray(from, from + cutInto));
      await new Promise((resolve) => setImmediate(resolve));
    }
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

  private micros(): number {
    return Math.round((this.now() + this.aheadSeconds * 1_000) * 1_000);
  }

  private greet(socket: Socket): void {
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    socket.write(this.greeting);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const command = text.slice(0, end);
        text = text.slice(end + 2);
        this.answer(socket, command);
      }
    });
  }

  private answer(socket: Socket, command: string): void {
    this.commands.push(command.startsWith('auth') || command.startsWith('userauth') ? 'auth' : command);
    const reply = (text: string): void =>
      void socket.write(`Content-Type: command/reply\nReply-Text: ${text}\n\n`);
    if (command === `auth ${eslSecret}` || command === `userauth vigie@place:${eslSecret}`) {
      this.sockets.add(socket);
      reply('+OK accepted');
    } else if (!this.sockets.has(socket)) {
      reply('-ERR invalid');
      socket.end();
    } else if (command.startsWith('bgapi ')) this.begin(socket, command, reply);
    else if (command.startsWith('event ')) reply('+OK event listener enabled json');
    else this.tell(socket, command, reply);
    const after = [...this.saidAfter].find(([begin]) => command.startsWith(begin));
    if (after !== undefined && this.saidAfter.delete(after[0])) socket.write(after[1]);
  }

  private begin(socket: Socket, command: string, reply: (text: string) => void): void {
    if (!this.mayOriginate) return reply('-ERR permission denied');
    const [, job = ''] = /Job-UUID: (\S+)/u.exec(command) ?? [];
    reply(`+OK Job-UUID: ${job}`);
    if (this.jobSays !== null)
      socket.write(this.event('BACKGROUND_JOB', { 'Job-UUID': job, _body: this.jobSays }));
  }

  private tell(socket: Socket, command: string, reply: (text: string) => void): void {
    if (command === 'api originate' && !this.mayOriginate) return reply('-ERR permission denied');
    const body = this.told(command);
    socket.write(`Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`);
  }

  private told(command: string): string {
    if (command === 'api originate') return usage;
    if (command === 'api strmicroepoch') return String(this.micros());
    if (command === 'api global_getvar core_uuid') return this.core;
    const [, , what = '', , list, queue] = command.split(' ');
    if (!this.hasCallCentre) return '-ERR callcenter_config Command not found!\n';
    if (list === 'members') return table(this.members.filter((row) => row['queue'] === queue));
    return table(what === 'agent' ? this.agents : what === 'tier' ? this.tiers : this.queues);
  }
}

/** The names of the columns stand before the first row, so that a list of nothing is `+OK` alone. */
function table(rows: readonly Row[]): string {
  const [first] = rows;
  const lines = first === undefined ? [] : [Object.keys(first), ...rows.map((row) => Object.values(row))];
  return `${lines.map((cells) => `${cells.join('|')}\n`).join('')}+OK\n`;
}
