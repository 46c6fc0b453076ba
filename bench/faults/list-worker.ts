import type { CallbackList, CallbackServerEvents } from '@vigie/contracts';
import { io, type Socket } from 'socket.io-client';

import { nowMs, pause } from '../harness/clock';
import type { Vigie } from '../harness/vigie';

type Row = CallbackList['callbacks'][number];

/** Thirty times quicker than a call is. */
const shortestCallMs = 1_000;

/** Somebody at the list: takes whom nobody has, calls, says what came of it, and sees what the others do. */
export class ListWorker {
  /** Of whom it was answered that the outcome is noted. */
  readonly said = new Set<string>();
  /** When it was answered that the patient is this one's, ms since 1970. */
  readonly claimedAt = new Map<string, number>();
  private readonly rows: Map<string, Row>;
  private readonly firstSeen = new Map<string, number>();
  private listensSince = 0;
  private readonly socket: Socket<CallbackServerEvents & { readonly ready: () => void }>;

  constructor(
    private readonly vigie: Vigie,
    private readonly tenant: string,
    private readonly name: string,
    list: CallbackList,
  ) {
    this.rows = new Map(list.callbacks.map((row) => [row.id, row]));
    this.socket = io(`${vigie.url}/callbacks`, {
      transports: ['websocket'],
      forceNew: true,
      query: { tenant },
      extraHeaders: { authorization: `Bearer ${vigie.keyOf(tenant)}` },
      reconnectionDelay: 300,
      reconnectionDelayMax: 1_000,
    });
    this.socket.on('ready', () => (this.listensSince = nowMs()));
    this.socket.on('callbacks', ({ changed, gone }) => {
      for (const id of gone) this.rows.delete(id);
      for (const row of changed) this.take(row);
    });
  }

  get isListening(): boolean {
    return this.listensSince > 0;
  }

  /** Calls until nobody is left. */
  async empty(): Promise<void> {
    for (;;) {
      const row = this.next();
      if (row !== undefined) await this.call(row.id);
      else if (await this.isDone()) return;
      else await pause(300 + Math.random() * 400);
    }
  }

  /** How long after it was answered to others their claims were seen here; of those made while it listened. */
  seenMs(claims: ReadonlyMap<string, number>): number[] {
    return [...this.firstSeen].flatMap(([id, at]) => {
      const claimedAt = claims.get(id);
      if (claimedAt === undefined || this.claimedAt.has(id)) return [];
      return claimedAt <= this.listensSince && this.listensSince < at ? [] : [Math.max(0, at - claimedAt)];
    });
  }

  close(): void {
    this.socket.disconnect();
  }

  private take(row: Row): void {
    if (row.claim !== null && !this.firstSeen.has(row.id)) this.firstSeen.set(row.id, nowMs());
    if (row.state === 'open') this.rows.set(row.id, row);
    else this.rows.delete(row.id);
  }

  /** One of the first whom nobody has, as people at a list choose: now and then two the same. */
  private next(): Row | undefined {
    const free: Row[] = [];
    for (const row of this.rows.values()) {
      if (row.claim === null && free.push(row) === 60) break;
    }
    return free[Math.floor(Math.random() * free.length)];
  }

  private async call(id: string): Promise<void> {
    const claim = await this.post(`${id}/claim`, {});
    if (claim !== 200) return void this.rows.delete(id);
    this.claimedAt.set(id, nowMs());
    await pause(shortestCallMs * (1 + Math.random()));
    const close = await this.post(`${id}/close`, { outcome: 'reached' });
    // Not open any more: it was noted, and only the answer was lost.
    if (close === 204 || close === 409) this.said.add(id);
    this.rows.delete(id);
  }

  /** Whether the server has nobody left either; whoever was thought to be somebody else's and is free is taken on. */
  private async isDone(): Promise<boolean> {
    const answer = await this.vigie.ask(this.tenant, '/api/v1/callbacks').catch(() => undefined);
    if (answer?.status !== 200) return false;
    const { callbacks } = (await answer.json()) as CallbackList;
    for (const row of callbacks) {
      const isMine = row.claim?.by === this.name;
      if (row.claim === null || isMine) this.rows.set(row.id, { ...row, claim: null });
    }
    return callbacks.length === 0;
  }

  /** The status of the answer; asked again while there is none. */
  private async post(path: string, body: object): Promise<number> {
    for (;;) {
      const answer = await fetch(`${this.vigie.url}/api/v1/callbacks/${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.vigie.keyOf(this.tenant)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ ...body, by: this.name }),
      }).catch(() => undefined);
      await answer?.arrayBuffer().catch(() => undefined);
      if (answer !== undefined && answer.status < 500) return answer.status;
      await pause(200);
    }
  }
}
