import {
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { CallbackServerEvents } from '@vigie/contracts';
import type { Namespace, Socket } from 'socket.io';

import { Admission } from '../access/admission';
import { askingOf, type AskingRequest } from '../access/asking-request';
import { AccessAudit } from '../access/audit/access-audit';
import { OpenWatches } from '../access/open-watches';
import type { Viewer } from '../access/viewer';
import { socketOptions } from '../platform/http/socket-options';
import { Problem } from '../platform/problems';
import { CallbackFeed } from './callback-feed';

type ListSocket = Socket<
  Record<never, never>,
  CallbackServerEvents & { refused: (reason: string) => void; ready: () => void }
>;

const toWork = 'callbacks.work';

/** `/callbacks`: whoever works the list is told what changes of it; there is nothing to say. Begins with `ready`. */
@WebSocketGateway({ namespace: '/callbacks', ...socketOptions })
export class CallbacksGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  constructor(
    private readonly feed: CallbackFeed,
    private readonly admission: Admission,
    private readonly watches: OpenWatches,
    private readonly audit: AccessAudit,
  ) {}

  afterInit(namespace: Namespace): void {
    this.feed.sendThrough((ids, event, ...frame) => void namespace.to([...ids]).emit(event, ...frame));
  }

  async handleConnection(socket: ListSocket): Promise<void> {
    try {
      await this.follow(socket);
    } catch (error) {
      this.watches.release(keyOf(socket));
      if (error instanceof Problem && error.status < 500) refuse(socket);
      // The database is away, say: a client whose transport closes comes back by itself, later.
      else socket.conn.close();
    }
  }

  handleDisconnect(socket: ListSocket): void {
    this.feed.leave(socket.id);
    this.watches.release(keyOf(socket));
  }

  private async follow(socket: ListSocket): Promise<void> {
    const wanted = socket.handshake.query['tenant'];
    const asking = askingOf(socket.request, typeof wanted === 'string' && wanted !== '' ? wanted : undefined);
    const viewer = await this.admission.viewer(asking, toWork);
    if (!this.watches.hold(keyOf(socket), this.held(socket, asking, viewer))) return refuse(socket);
    await this.feed.watch(socket.id, viewer);
    // It may have gone while it was let in.
    if (!socket.connected) return this.handleDisconnect(socket);
    this.audit.watching(viewer, toWork, this.admission.client(asking).address);
    socket.emit('ready');
  }

  private held(
    socket: ListSocket,
    asking: AskingRequest,
    viewer: Viewer,
  ): Parameters<OpenWatches['hold']>[1] {
    return {
      asking,
      permission: toWork,
      viewer,
      onLost: () => refuse(socket),
      // A client whose transport closes comes back by itself, and is sent what it may see now.
      onChanged: () => void socket.conn.close(),
    };
  }
}

const keyOf = ({ id }: ListSocket): string => `callbacks ${id}`;

function refuse(socket: ListSocket): void {
  socket.emit('refused', 'forbidden');
  socket.disconnect(true);
}
