import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A message as the mail server took it. */
export type ReceivedMail = { readonly to: string; readonly text: string };

/** A mail server for specs: takes everything but what it is told to refuse. */
export class MailReceiver {
  readonly received: ReceivedMail[] = [];
  /** What it says to a recipient: 250 takes, 451 not now, 550 never. */
  recipientReply = '250 ok';

  private constructor(private readonly server: Server) {}

  static async open(): Promise<MailReceiver> {
    const server = createServer();
    const receiver = new MailReceiver(server);
    server.on('connection', (socket) => receiver.talk(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    let pending = '';
    let to = '';
    let body: string[] | null = null;
    const answer = (line: string): string | null => {
      if (body !== null) {
        if (line !== '.') {
          body.push(line);
          return null;
        }
        this.received.push({ to, text: body.join('\n') });
        body = null;
        return '250 taken';
      }
      const command = line.slice(0, 4).toUpperCase();
      if (command === 'RCPT') to = /<(.*?)>/u.exec(line)?.[1] ?? '';
      if (command === 'DATA') body = [];
      return this.replyTo(command);
    };
    socket.write('220 specs\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      pending += chunk.toString('utf8');
      const lines = pending.split('\r\n');
      pending = lines.pop() ?? '';
      for (const line of lines) {
        const said = answer(line);
        if (said !== null) socket.write(`${said}\r\n`);
      }
    });
  }

  private replyTo(command: string): string {
    if (command === 'RCPT') return this.recipientReply;
    if (command === 'DATA') return '354 go on';
    return command === 'QUIT' ? '221 bye' : '250 ok';
  }
}
