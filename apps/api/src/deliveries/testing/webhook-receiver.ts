import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the receiver got it. */
export type ReceivedWebhook = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A provider's gateway for specs: keeps what it gets and answers what it is told to. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  /** Status, headers and what is said of the next answers; the last one stays. */
  answers: { status: number; headers?: Record<string, string>; body?: string }[] = [{ status: 200 }];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        receiver.received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        const [answer = { status: 200 }] = receiver.answers;
        if (receiver.answers.length > 1) receiver.answers.shift();
        const { body = '{"said":"nothing that anybody reads"}' } = answer;
        response.writeHead(answer.status, answer.headers).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/sms`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
