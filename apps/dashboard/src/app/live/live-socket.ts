import { InjectionToken } from '@angular/core';
import { liveProtocolVersion, type LiveClientEvents, type LiveServerEvents } from '@vigie/contracts';
import { io, type Socket } from 'socket.io-client';

/** The socket of the live board, typed at both ends. */
export type LiveSocket = Pick<
  Socket<LiveServerEvents, LiveClientEvents>,
  'on' | 'emit' | 'connect' | 'disconnect' | 'connected' | 'active'
>;

/** Opens the socket to our own server; waits between tries grow to five seconds and are spread by half. */
const openSocket = (): LiveSocket =>
  io('/live', {
    transports: ['websocket'],
    auth: { protocol: liveProtocolVersion },
    autoConnect: false,
    timeout: 8000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.5,
  });

/** How a socket is made; tests give their own. */
export const LIVE_SOCKET = new InjectionToken<() => LiveSocket>('live socket', { factory: () => openSocket });
