import {
  liveProtocolVersion,
  staySchema,
  watchSchema,
  type LiveClientEvents,
  type LiveRefusal,
  type LiveServerEvents,
  type Watch,
} from '@vigie/contracts';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';

import { Clock } from '../platform/clock';
import { Problem } from '../platform/problems';
import { socketOptions } from '../platform/http/socket-options';
import { TokenBucket } from '../platform/token-bucket';
import { Admission } from '../access/admission';
import { askingOf } from '../access/asking-request';
import { AccessAudit } from '../access/audit/access-audit';
import { May } from '../access/may';
import { OpenWatches, type OpenWatch } from '../access/open-watches';
import type { Viewer as Asker } from '../access/viewer';
import type { Viewer } from './feed/live-feed';
import { LiveRooms } from './live-rooms';
import type { LiveRoom } from './live-room';
import type { ShownScope } from './room-boards';

type LiveNamespace = Namespace<LiveClientEvents, LiveServerEvents, object, SocketData>;
type LiveSocket = Socket<LiveClientEvents, LiveServerEvents, object, SocketData>;
type SocketData = { room?: LiveRoom; stays?: boolean; watches?: TokenBucket; turn?: Promise<void> };

/** Where a viewer may watch, and what of it. */
type Admitted = { readonly room: LiveRoom; readonly scope: ShownScope };

const toWatch = 'board.see';
const toStay = 'self.see';
const watches = { atOnce: 20, perSecond: 1 };
const watchWithinMs = 10_000;

/**
 * The live stream, `/live`: a snapshot for who asks to watch, then what changes. Websocket only and uncompressed, so
 * that one encoded frame serves every viewer; no rooms a client could name.
 */
@WebSocketGateway({ namespace: '/live', ...socketOptions })
export class LiveGateway implements OnGatewayInit, OnGatewayDisconnect, BeforeApplicationShutdown {
  @WebSocketServer()
  private readonly namespace: LiveNamespace | null = null;

  constructor(
    private readonly rooms: LiveRooms,
    private readonly admission: Admission,
    private readonly watches: OpenWatches,
    private readonly audit: AccessAudit,
    private readonly clock: Clock,
  ) {}

  /** Frames are typed where they are made ({@link Send}); the namespace is taken untyped to pass them all alike. */
  afterInit(namespace: Namespace): void {
    namespace.on('connection', closeIdle);
    namespace.use((socket, next) =>
      next(speaksOurProtocol(socket.handshake.auth) ? undefined : new Error('client_too_old')),
    );
    this.rooms.sendThrough((viewerIds, event, frame) => void namespace.to([...viewerIds]).emit(event, frame));
  }

  /** How many pages are open here, those that show nothing of the board among them. */
  get socketCount(): number {
    return this.namespace?.sockets.size ?? 0;
  }

  handleDisconnect(socket: LiveSocket): void {
    socket.data.room?.leave(socket.id);
    this.watches.release(socket.id);
  }

  /** Chooses rows and asks for a snapshot; asked again it repairs a gap. */
  @SubscribeMessage('watch')
  @May(toWatch)
  async watch(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<void> {
    if (!this.isInTime(socket)) return refuse(socket, 'too_many_requests');
    const watch = watchSchema.safeParse(body ?? {});
    if (!watch.success) return refuse(socket, 'invalid_watch');
    await inTurn(socket, () => this.follow(socket, watch.data));
  }

  /**
   * A page that shows nothing of the board: nothing is sent to it, and nobody has looked at anything. It is closed when
   * whoever it is may not be here any more, or may more or less than before.
   */
  @SubscribeMessage('stay')
  @May(toStay)
  async stay(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<void> {
    if (!this.isInTime(socket)) return refuse(socket, 'too_many_requests');
    const stay = staySchema.safeParse(body ?? {});
    if (!stay.success) return refuse(socket, 'invalid_watch');
    await inTurn(socket, () => this.remain(socket, stay.data.tenant));
  }

  /** A command of the command line has no namespace. */
  beforeApplicationShutdown(): void {
    this.namespace?.emit('refused', 'shutting_down');
    this.namespace?.disconnectSockets(true);
  }

  private isInTime(socket: LiveSocket): boolean {
    socket.data.watches ??= new TokenBucket(watches, this.clock.now());
    return socket.data.watches.take(this.clock.now());
  }

  private async remain(socket: LiveSocket, tenant: string | undefined): Promise<void> {
    const held = await this.heldToStay(socket, tenant).catch(() => null);
    if (!socket.connected) return this.watches.release(socket.id);
    if (held === null) return void socket.conn.close();
    if (typeof held === 'string') return refuse(socket, held);
    socket.data.room?.leave(socket.id);
    delete socket.data.room;
    socket.data.stays = true;
    socket.emit('staying');
  }

  private async heldToStay(socket: LiveSocket, tenant: string | undefined): Promise<LiveRefusal | true> {
    const asking = askingOf(socket.request, wantedOf(socket, tenant));
    try {
      const viewer = await this.admission.viewer(asking, toStay);
      const isHeld = this.watches.hold(socket.id, this.held(socket, { asking, viewer, permission: toStay }));
      return isHeld || 'too_many_requests';
    } catch (error) {
      return refusalOf(error);
    }
  }

  private async follow(socket: LiveSocket, watch: Watch): Promise<void> {
    const admitted = await this.roomFor(socket, watch).catch(() => null);
    if (!socket.connected) return this.watches.release(socket.id);
    // The database is away, say: a client whose transport closes comes back by itself, later.
    if (admitted === null) return void socket.conn.close();
    if (typeof admitted === 'string') return refuse(socket, admitted);
    const { room, scope } = admitted;
    if (socket.data.room !== room) socket.data.room?.leave(socket.id);
    socket.data.room = room;
    room.watch(toViewer(socket), watch, scope);
  }

  /** Null when the socket dropped meanwhile. */
  private async roomFor(
    socket: LiveSocket,
    { tenant, byLink }: Watch,
  ): Promise<Admitted | LiveRefusal | null> {
    const asking = { ...askingOf(socket.request, wantedOf(socket, tenant)), asWall: byLink === true };
    try {
      const viewer = await this.admission.viewer(asking, toWatch);
      if (!socket.connected) return null;
      const held = this.held(socket, { asking, viewer, permission: toWatch });
      if (!this.watches.hold(socket.id, held)) return 'too_many_requests';
      const room = await this.rooms.of(viewer.tenantId);
      // Asked again, it repairs a gap: the same page is read on.
      if (socket.data.room !== room)
        this.audit.watching(viewer, toWatch, this.admission.client(asking).address);
      return { room, scope: shownTo(viewer) };
    } catch (error) {
      return refusalOf(error);
    }
  }

  private held(socket: LiveSocket, who: Pick<OpenWatch, 'asking' | 'viewer' | 'permission'>): OpenWatch {
    return {
      ...who,
      onLost: () => {
        this.watches.release(socket.id);
        refuse(socket, 'forbidden');
        socket.disconnect(true);
      },
      // A client whose transport closes comes back by itself, and is sent what it may see now.
      onChanged: () => void socket.conn.close(),
    };
  }
}

/** Whoever joined and neither watches nor stays takes a place for nothing. */
function closeIdle(socket: Socket): void {
  const timer = setTimeout(() => {
    const { room, stays } = socket.data as SocketData;
    if (room === undefined && stays !== true) socket.disconnect(true);
  }, watchWithinMs);
  timer.unref();
  socket.once('disconnect', () => clearTimeout(timer));
}

/** A television is shown what its link lets it; everybody else the board of their scope. */
function shownTo({ scope, wall }: Asker): ShownScope {
  return wall === null ? scope : { kind: 'wall', of: scope, namesClinics: wall.namesClinics };
}

/** Messages of one socket go one after the other, so that what is held and what is watched are of the last. */
async function inTurn(socket: LiveSocket, work: () => Promise<void>): Promise<void> {
  const before = socket.data.turn ?? Promise.resolve();
  socket.data.turn = before.catch(() => undefined).then(work);
  await socket.data.turn;
}

function wantedOf(socket: LiveSocket, tenant: string | undefined): string | undefined {
  const asked = tenant ?? socket.handshake.query['tenant'];
  return typeof asked === 'string' && asked !== '' ? asked : undefined;
}

/** Throws what is no refusal. */
function refusalOf(error: unknown): LiveRefusal {
  if (!(error instanceof Problem)) throw error;
  return error.status === 404 ? 'unknown_tenant' : 'forbidden';
}

function refuse(socket: LiveSocket, reason: LiveRefusal): void {
  socket.emit('refused', reason);
}

function toViewer(socket: LiveSocket): Viewer {
  // The queue of packets is no public field of the engine; it alone tells a slow viewer.
  const connection = socket.conn as unknown as {
    readonly transport: { readonly writable: boolean };
    readonly writeBuffer: readonly unknown[];
  };
  return {
    id: socket.id,
    isReady: () => connection.transport.writable && connection.writeBuffer.length === 0,
    cut: (reason) => {
      refuse(socket, reason);
      socket.disconnect(true);
      // A close waits for what is queued, and who reads nothing would keep it queued.
      setTimeout(() => socket.request.socket.destroy(), 1_000).unref();
    },
  };
}

/** Whether a client may go on: it speaks this version of the protocol, or does not say which it speaks. */
function speaksOurProtocol(auth: { readonly protocol?: unknown }): boolean {
  return auth.protocol === undefined || auth.protocol === liveProtocolVersion;
}
