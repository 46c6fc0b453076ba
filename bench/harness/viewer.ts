import {
  applyPatch,
  liveProtocolVersion,
  type LiveClientEvents,
  type LiveServerEvents,
  type LiveSnapshot,
} from '@vigie/contracts';
import { io, type Socket } from 'socket.io-client';

import type { Vigie } from './vigie';

const againMs = 1_000;

/** A dashboard that keeps what it is sent, as the page does, and says when the frames left a gap. */
export class Viewer {
  state: LiveSnapshot | undefined;
  gaps = 0;
  patches = 0;
  private isClosed = false;
  private readonly socket: Socket<LiveServerEvents, LiveClientEvents>;

  constructor(vigie: Vigie, tenant: string) {
    this.socket = io(`${vigie.url}/live`, {
      transports: ['websocket'],
      forceNew: true,
      auth: { protocol: liveProtocolVersion },
      extraHeaders: { authorization: `Bearer ${vigie.keyOf(tenant)}` },
      reconnectionDelay: 500,
      reconnectionDelayMax: 3_000,
      randomizationFactor: 0.9,
    });
    const watch = (): void => void this.socket.emit('watch', { tenant });
    this.socket.on('connect', watch);
    // As the page does: a refusal (a database that is away for a moment) is no reason to look away for ever.
    this.socket.on('refused', () => setTimeout(watch, againMs));
    this.socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') setTimeout(() => this.comeBack(), againMs);
    });
    this.socket.on('connect_error', () => {
      if (!this.socket.active) setTimeout(() => this.comeBack(), againMs);
    });
    this.socket.on('snapshot', (frame) => {
      if (this.state?.epoch === frame.epoch && frame.seq < this.state.seq) return;
      this.state = frame;
    });
    this.socket.on('heartbeat', ({ epoch, seq }) => {
      if (this.state === undefined || (this.state.epoch === epoch && this.state.seq === seq)) return;
      this.gaps += 1;
      watch();
    });
    this.socket.on('patch', (patch) => {
      this.patches += 1;
      if (this.state === undefined) return;
      const result = applyPatch(this.state, patch);
      if (result.kind === 'applied') this.state = result.state;
      if (result.kind === 'gap') {
        this.gaps += 1;
        watch();
      }
    });
  }

  onPatch(listener: LiveServerEvents['patch']): void {
    this.socket.on('patch', listener);
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  close(): void {
    this.isClosed = true;
    this.socket.disconnect();
  }

  private comeBack(): void {
    if (!this.isClosed) this.socket.connect();
  }
}
