import { InjectionToken } from '@angular/core';
import type { CallbackServerEvents } from '@vigie/contracts';
import { io, type Socket } from 'socket.io-client';

/** What the socket of the list says. */
export type CallbackSocketEvents = CallbackServerEvents & {
  readonly ready: () => void;
  readonly refused: (reason: string) => void;
};

/** The socket of the list to call back: it only listens. */
export type CallbackSocket = Pick<
  Socket<CallbackSocketEvents, Record<never, never>>,
  'on' | 'connect' | 'disconnect' | 'connected' | 'active'
>;

const openSocket = (tenant: string | undefined): CallbackSocket =>
  io('/callbacks', {
    transports: ['websocket'],
    autoConnect: false,
    timeout: 8000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.5,
    // A stream of its own tenant: not the one that another page has open.
    forceNew: true,
    ...(tenant !== undefined && { query: { tenant } }),
  });

/** How a socket is made; tests give their own. */
export const CALLBACK_SOCKET = new InjectionToken<(tenant: string | undefined) => CallbackSocket>(
  'callback socket',
  { factory: () => openSocket },
);
