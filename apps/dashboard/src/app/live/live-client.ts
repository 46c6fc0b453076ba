import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { liveRefusals, type LiveHeartbeat, type LiveRefusal, type LiveSnapshot } from '@vigie/contracts';

import { Clock } from '../shell/clock';
import { followPatch, followSnapshot, heartbeatTellsOfGap, serverOffset, withSample } from './follow-frames';
import { LIVE_SOCKET, type LiveSocket } from './live-socket';

/** How far the figures can be trusted. `since` is the server's instant of the figures still shown. */
export type Connection =
  | { readonly kind: 'connecting' }
  /** The server heard us and makes the board; at its first start, when it reads its past, that takes seconds. */
  | { readonly kind: 'preparing' }
  | { readonly kind: 'live' }
  | { readonly kind: 'stale'; readonly since: number }
  | { readonly kind: 'refused'; readonly reason: LiveRefusal };

/** Heartbeats come every 5 s; past this silence the figures are old, whatever the socket believes. */
const silenceMs = 8000;
/** Smaller changes of the server's offset are the network's, not the clock's. */
const offsetStepMs = 200;
/** After this long without an answer a snapshot may be asked for again. */
const patienceMs = 5000;
/** Base of the wait before we come back to a server that turned us away; doubled at random. */
const returnMs: Readonly<Record<LiveRefusal, number>> = {
  shutting_down: 500,
  slow_consumer: 1000,
  too_many_requests: 10_000,
  forbidden: 15_000,
  unknown_tenant: 15_000,
  invalid_watch: 15_000,
  client_too_old: 60_000,
};

/** How often one asks for a centre that is about to be. */
const yetToComeMs = 1000;

const asRefusal = (text: string): LiveRefusal | null =>
  liveRefusals.find((reason) => reason === text) ?? null;

/** Who watches: a television is sent nothing that names a secretary or a caller; one opened by a link, what its link lets it. */
export type WatchOptions = { readonly wall?: true; readonly byLink?: true };

/** A link that is lost for less is nothing anybody has to know of. */
const awayMs = 2000;

/**
 * Keeps one socket to the server. By it the live board is watched, and kept whole: gaps and silence are seen and
 * repaired. A page that shows nothing of the board stays by it: it hears when its viewer may more or less, and whether
 * the server is there.
 */
@Service()
export class LiveClient {
  private readonly clock = inject(Clock);
  private readonly open = inject(LIVE_SOCKET);
  private socket: LiveSocket | null = null;
  private tenant: string | undefined;
  private stays = false;
  private askedAt = -Infinity;
  private samples: readonly number[] = [];

  private readonly heardAt = signal(-Infinity);
  private readonly linked = signal(false);
  private readonly refusal = signal<LiveRefusal | null>(null);
  private readonly held = signal<LiveSnapshot | null>(null);
  private readonly offset = signal(0);
  private readonly numberOfRepairs = signal(0);
  private readonly lostAt = signal<number | null>(null);
  private readonly numberOfReturns = signal(0);

  /** The whole board as last heard; null before the first snapshot. */
  readonly board = this.held.asReadonly();
  private options: WatchOptions = {};
  /** How many times a snapshot was asked for because frames were missing. */
  readonly repairs = this.numberOfRepairs.asReadonly();

  /** How many times the link came back after it was lost: what one may, or the server itself, may be another. */
  readonly returns = this.numberOfReturns.asReadonly();
  /** Whether the server is away, for longer than a blink. */
  readonly isAway = computed(() => {
    const lostAt = this.lostAt();
    this.clock.second();
    return lostAt !== null && this.clock.elapsed() - lostAt >= awayMs;
  });

  readonly connection = computed<Connection>(() => {
    const reason = this.refusal();
    if (reason !== null) return { kind: 'refused', reason };
    const board = this.held();
    if (board === null) return { kind: this.linked() ? 'preparing' : 'connecting' };
    this.clock.second();
    const heard = this.linked() && this.clock.elapsed() - this.heardAt() <= silenceMs;
    return heard ? { kind: 'live' } : { kind: 'stale', since: this.figuresAt() };
  });

  /**
   * The server's time by our clock, ms since 1970, renewed once a second so that a busy board does not move more
   * often than that; it stands still while the figures are old.
   */
  readonly now = computed(() =>
    this.connection().kind === 'live' ? this.clock.second() + this.offset() : this.figuresAt(),
  );

  private readonly figuresAt = signal(this.clock.now());

  constructor() {
    const seen = (): void => {
      if (document.visibilityState === 'visible') this.wake();
    };
    document.addEventListener('visibilitychange', seen);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', seen);
      this.socket?.disconnect();
    });
  }

  /** Watches a tenant (the server's choice when undefined), leaving the one watched before. */
  watch(tenant: string | undefined, options: WatchOptions = {}): void {
    const isSame = options.wall === this.options.wall && options.byLink === this.options.byLink;
    if (this.socket !== null && !this.stays && tenant === this.tenant && isSame) return;
    this.stays = false;
    this.options = options;
    this.turnTo(tenant);
  }

  /** Watches nothing any more: for the pages on which nothing of the board is shown. */
  stay(tenant: string | undefined): void {
    if (this.socket !== null && this.stays && tenant === this.tenant) return;
    this.stays = true;
    this.turnTo(tenant);
  }

  private turnTo(tenant: string | undefined): void {
    this.tenant = tenant;
    this.held.set(null);
    this.refusal.set(null);
    if (this.socket === null) this.start();
    else if (this.socket.connected) this.ask();
  }

  private start(): void {
    const socket = this.open();
    this.socket = socket;
    socket.on('connect', () => {
      this.linked.set(true);
      if (this.lostAt() !== null) this.numberOfReturns.update((count) => count + 1);
      this.lostAt.set(null);
      this.ask();
    });
    socket.on('staying', () => {
      this.refusal.set(null);
    });
    socket.on('disconnect', (reason) => {
      this.linked.set(false);
      this.lostAt.set(this.clock.elapsed());
      if (reason === 'io server disconnect') this.comeBack(this.refusal() ?? 'shutting_down');
    });
    socket.on('connect_error', (error) => {
      const reason = asRefusal(error.message);
      if (reason === null) return;
      this.refusal.set(reason);
      this.comeBack(reason);
    });
    socket.on('refused', (reason) => {
      // A server that was just started may not have its first centre yet: nobody was wrong, it comes.
      const yetToCome = reason === 'unknown_tenant' && this.tenant === undefined;
      if (!yetToCome) this.refusal.set(reason);
      this.askAgain(yetToCome ? yetToComeMs : returnMs[reason]);
    });
    this.listenToFrames(socket);
    socket.connect();
  }

  private listenToFrames(socket: LiveSocket): void {
    socket.on('snapshot', (frame) => {
      if (this.stays) return;
      this.askedAt = -Infinity;
      this.refusal.set(null);
      this.heard(frame.at);
      this.held.set(followSnapshot(this.held(), frame));
    });
    socket.on('patch', (frame) => {
      if (this.stays) return;
      this.heard(frame.at);
      const { state, repair } = followPatch(this.held(), frame);
      this.held.set(state);
      if (repair) this.repair();
    });
    socket.on('heartbeat', (beat: LiveHeartbeat) => {
      if (this.stays) return;
      this.heard(beat.at);
      if (heartbeatTellsOfGap(this.held(), beat)) this.repair();
    });
  }

  private heard(at: string): void {
    const stampedAt = Date.parse(at);
    this.heardAt.set(this.clock.elapsed());
    this.figuresAt.set(stampedAt);
    this.samples = withSample(this.samples, stampedAt, this.clock.now());
    const offset = serverOffset(this.samples);
    if (Math.abs(offset - this.offset()) > offsetStepMs) this.offset.set(offset);
  }

  private repair(): void {
    if (this.clock.elapsed() - this.askedAt < patienceMs) return;
    this.numberOfRepairs.update((count) => count + 1);
    this.ask();
  }

  private ask(): void {
    this.askedAt = this.clock.elapsed();
    const tenant = this.tenant === undefined ? {} : { tenant: this.tenant };
    if (this.stays) this.socket?.emit('stay', tenant);
    else this.socket?.emit('watch', { ...this.options, ...tenant });
  }

  /** The page is looked at again: a sleeping machine may have lost its link without a word. */
  private wake(): void {
    if (this.socket === null) return;
    if (!this.socket.connected) {
      this.socket.disconnect();
      this.socket.connect();
    } else if (!this.stays && this.clock.elapsed() - this.heardAt() > patienceMs) this.repair();
  }

  /** Who was refused but not cut off asks again, so that a page left open heals by itself. */
  private askAgain(delayMs: number): void {
    setTimeout(() => {
      if (this.socket?.connected === true && (this.held() === null || this.refusal() !== null)) this.ask();
    }, delayMs);
  }

  private comeBack(reason: LiveRefusal): void {
    const delayMs = returnMs[reason] * (1 + Math.random());
    setTimeout(() => {
      if (this.socket?.connected === false && !this.socket.active) this.socket.connect();
    }, delayMs);
  }
}
