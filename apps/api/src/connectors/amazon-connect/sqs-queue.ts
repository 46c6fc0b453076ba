import type { SQSClient } from '@aws-sdk/client-sqs';

import { ConnectorFault } from '../connector-fault';
import { addressOf } from '../dial';
import { toSqsFault } from './sqs-fault';
import { queueAt, type SqsOptions } from './sqs-options';

/** A message of a queue, until it is deleted lent for a while. */
export type SqsMessage = Readonly<{ body: string; receipt: string }>;

type Sdk = typeof import('@aws-sdk/client-sqs');

/** For so long a message that was received is kept from others: far longer than a commit takes. */
const lentSeconds = 60;
/** For so long a request waits for a first message. */
const waitSeconds = 20;
const mostAtOnce = 10;
/** Rounds without waiting after a full one. */
const mostMore = 9;

/** A queue of Amazon SQS. Rejects with a {@link ConnectorFault}, as everything here does. */
export class SqsQueue {
  private constructor(
    private readonly sdk: Sdk,
    private readonly client: SQSClient,
    private readonly url: string,
  ) {}

  static async open({ queue, accessKeyId }: SqsOptions, secretAccessKey: string): Promise<SqsQueue> {
    const at = queueAt(queue);
    if (at === null) throw new ConnectorFault('unreachable', 'That is no address of a queue.');
    try {
      await addressOf(at.url.hostname.replace(/^\[|\]$/gu, ''));
      // A large package, and of use only to who has such a telephone system.
      const sdk = await import('@aws-sdk/client-sqs');
      const client = new sdk.SQSClient({
        region: at.region ?? 'eu-west-3',
        endpoint: at.url.origin,
        // Never those of the machine: what this connector may do is what its own key may.
        credentials: { accessKeyId, secretAccessKey },
        maxAttempts: 2,
        requestHandler: { connectionTimeout: 5_000, requestTimeout: (waitSeconds + 10) * 1_000 },
      });
      return new SqsQueue(sdk, client, queue);
    } catch (error) {
      throw toSqsFault(error);
    }
  }

  /** Waits for some messages; where there are many, takes more of them at once. None after 20 seconds. */
  async receive(signal: AbortSignal): Promise<readonly SqsMessage[]> {
    const first = await this.take(waitSeconds, signal);
    if (first.length < mostAtOnce) return first;
    const more = await Promise.all(Array.from({ length: mostMore }, () => this.take(0, signal)));
    return [...first, ...more.flat()];
  }

  /** Not to be delivered again. What fails is, and then says nothing new. */
  async remove(messages: readonly SqsMessage[]): Promise<void> {
    const batches = Array.from({ length: Math.ceil(messages.length / mostAtOnce) }, (_, index) =>
      messages.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
    );
    await Promise.all(batches.map((batch) => this.removeBatch(batch)));
  }

  /** Whether messages may be received: one that was is there for everybody again at once. */
  async mayReceive(): Promise<void> {
    await this.asked(() =>
      this.client.send(
        new this.sdk.ReceiveMessageCommand({
          ...{ QueueUrl: this.url, MaxNumberOfMessages: 1, WaitTimeSeconds: 0, VisibilityTimeout: 0 },
        }),
      ),
    );
  }

  /** Whether they may be deleted: asked of one that cannot be. */
  async mayRemove(): Promise<void> {
    try {
      await this.client.send(
        new this.sdk.DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle: 'not-of-any-message' }),
      );
    } catch (error) {
      if (!/ReceiptHandleIsInvalid|InvalidParameterValue/u.test((error as Error).name))
        throw toSqsFault(error);
    }
  }

  close(): void {
    this.client.destroy();
  }

  private async take(wait: number, abortSignal: AbortSignal): Promise<readonly SqsMessage[]> {
    const { Messages = [] } = await this.asked(() =>
      this.client.send(
        new this.sdk.ReceiveMessageCommand({
          ...{ QueueUrl: this.url, MaxNumberOfMessages: mostAtOnce },
          ...{ WaitTimeSeconds: wait, VisibilityTimeout: lentSeconds },
        }),
        { abortSignal },
      ),
    );
    return Messages.flatMap(({ Body, ReceiptHandle }) =>
      ReceiptHandle === undefined ? [] : [{ body: Body ?? '', receipt: ReceiptHandle }],
    );
  }

  private async removeBatch(batch: readonly SqsMessage[]): Promise<void> {
    const Entries = batch.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt }));
    const { Failed = [] } = await this.asked(() =>
      this.client.send(new this.sdk.DeleteMessageBatchCommand({ QueueUrl: this.url, Entries })),
    );
    const refused = Failed.find(({ Code = '' }) => /AccessDenied/u.test(Code));
    if (refused !== undefined) throw new ConnectorFault('queue_right_missing', 'DeleteMessage');
  }

  private async asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw toSqsFault(error);
    }
  }
}
