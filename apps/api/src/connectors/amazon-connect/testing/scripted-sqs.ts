import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

type Stored = { readonly body: string; readonly id: string; receipt: string; visibleAt: number };
type Asked = Readonly<Record<string, unknown>>;
type Refusal = Readonly<{ status: number; code: string }>;

/** A queue of Amazon SQS as its JSON protocol answers, that repeats, refuses, forgets and dies as a spec says. */
export class ScriptedSqs {
  readonly messages: Stored[] = [];
  readonly asked: string[] = [];
  /** In place of any answer. */
  refusal: Refusal | null = null;
  /** Of these actions alone. */
  refusedActions: ReadonlySet<string> = new Set();
  /** How long a message that was received is kept from others; null: as long as was asked for. */
  lentMs: number | null = null;
  /** Ends the connection in the middle of so many answers that would bring messages. */
  cuts = 0;
  /** Takes the newest first. */
  isReversed = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly now: () => number,
  ) {}

  static async start(now: () => number): Promise<ScriptedSqs> {
    const server = createServer();
    const sqs = new ScriptedSqs(server, now);
    server.on('request', (request, response) => void sqs.answer(request, response));
    server.on('connection', (socket) => {
      sqs.sockets.add(socket);
      socket.on('close', () => sqs.sockets.delete(socket)).on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return sqs;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/000000000000/vigie`;
  }

  /** What the queue is sent, in the order in which it is delivered first. */
  send(...bodies: readonly unknown[]): void {
    for (const body of bodies) {
      const written = typeof body === 'string' ? body : JSON.stringify(body);
      this.messages.push({ body: written, id: randomUUID(), receipt: '', visibleAt: 0 });
    }
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
    const asked = JSON.parse(await text(request)) as Asked;
    this.asked.push(action);
    const isRefused = this.refusedActions.size === 0 || this.refusedActions.has(action);
    if (this.refusal !== null && isRefused) return refuse(response, this.refusal);
    if (asked['QueueUrl'] !== this.url) return refuse(response, { status: 400, code: 'QueueDoesNotExist' });
    if (action === 'ReceiveMessage') return this.lend(asked, response);
    if (action === 'DeleteMessage') return refuse(response, { status: 400, code: 'ReceiptHandleIsInvalid' });
    const entries = asked['Entries'] as readonly { readonly Id: string; readonly ReceiptHandle: string }[];
    for (const { ReceiptHandle } of entries) this.forget(ReceiptHandle);
    write(response, 200, { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] });
  }

  private async lend(asked: Asked, response: ServerResponse): Promise<void> {
    const until = this.now() + Math.min(Number(asked['WaitTimeSeconds']) * 1_000, 300);
    while (this.visible().length === 0 && this.now() < until && !response.destroyed) await turn();
    const most = Number(asked['MaxNumberOfMessages']);
    const given = this.visible().slice(0, most);
    for (const message of given) {
      message.receipt = randomUUID();
      message.visibleAt = this.now() + (this.lentMs ?? Number(asked['VisibilityTimeout']) * 1_000);
    }
    const isCut = given.length > 0 && this.cuts > 0;
    if (isCut) this.cuts -= 1;
    write(response, 200, { Messages: given.map(asDelivered) }, isCut);
  }

  private visible(): Stored[] {
    const now = this.now();
    const all = this.messages.filter(({ visibleAt }) => visibleAt <= now);
    return this.isReversed ? all.toReversed() : all;
  }

  private forget(receipt: string): void {
    const at = this.messages.findIndex((message) => message.receipt === receipt);
    if (at >= 0) this.messages.splice(at, 1);
  }
}

const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 5));

const asDelivered = ({ body, id, receipt }: Stored): object => ({
  MessageId: id,
  ReceiptHandle: receipt,
  Body: body,
  MD5OfBody: createHash('md5').update(body).digest('hex'),
});

function refuse(response: ServerResponse, { status, code }: Refusal): void {
  write(response, status, { __type: `com.amazonaws.sqs#${code}`, message: code });
}

function write(response: ServerResponse, status: number, answer: object, isCut = false): void {
  const written = JSON.stringify(answer);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(written),
  });
  if (!isCut) return void response.end(written);
  response.write(written.slice(0, written.length / 2), () => response.destroy());
}
