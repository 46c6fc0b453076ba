import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { nowMs, pause } from './clock';

type Lent = { readonly body: string; lentUntil: number };
type Entry = Readonly<{ Id: string; ReceiptHandle: string }>;

/** What was received and not deleted is there for others after so long, whatever was asked for. */
const lentMs = 5_000;
/** Far shorter than the twenty seconds that are asked for: nobody waits here for a process that is dead. */
const longestWaitMs = 1_000;

/** A queue of Amazon SQS, as far as a connector asks it: at least once, in any order. */
export class ToldQueue {
  /** By what it is called when it is lent: the same name whoever has it. */
  private readonly messages = new Map<string, Lent>();
  received = 0;
  deleted = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ToldQueue> {
    const server = createServer();
    const queue = new ToldQueue(server);
    server.on('request', (request, response) => void queue.answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return queue;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/000000000000/vigie`;
  }

  get length(): number {
    return this.messages.size;
  }

  send(message: object): void {
    this.messages.set(randomUUID(), { body: JSON.stringify(message), lentUntil: 0 });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = JSON.parse(await text(request)) as Record<string, unknown>;
    const isReceiving = String(request.headers['x-amz-target']).endsWith('.ReceiveMessage');
    const told = isReceiving ? await this.lend(asked) : this.forget(asked['Entries'] as readonly Entry[]);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(told));
  }

  private async lend(asked: Record<string, unknown>): Promise<object> {
    const until = nowMs() + Math.min(Number(asked['WaitTimeSeconds']) * 1_000, longestWaitMs);
    while (this.messages.size === 0 && nowMs() < until) await pause(20);
    const given: object[] = [];
    for (const [receipt, message] of this.messages) {
      if (given.length === Number(asked['MaxNumberOfMessages'])) break;
      if (message.lentUntil > nowMs()) continue;
      message.lentUntil = nowMs() + lentMs;
      // Looked at last from now on, so that those before are not passed by again and again.
      this.messages.delete(receipt);
      this.messages.set(receipt, message);
      const MD5OfBody = createHash('md5').update(message.body).digest('hex');
      given.push({ MessageId: receipt, ReceiptHandle: receipt, Body: message.body, MD5OfBody });
    }
    this.received += given.length;
    return { Messages: given };
  }

  private forget(entries: readonly Entry[]): object {
    for (const { ReceiptHandle } of entries) this.deleted += this.messages.delete(ReceiptHandle) ? 1 : 0;
    return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
  }
}
