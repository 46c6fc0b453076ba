import type { Socket } from 'node:net';

/**
 * Does some work for a request whose body may be long received. A connection on which nothing moves is cut after a
 * minute, but not while its request is worked on: the body has its own watch. The signal tells when the connection has
 * ended and nobody waits for the answer any more.
 */
export async function workOnRequest<T>(socket: Socket, work: (gone: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const leave = (): void => controller.abort();
  const { timeout = 0 } = socket;
  socket.once('close', leave).setTimeout(0);
  if (socket.destroyed) leave();
  try {
    return await work(controller.signal);
  } finally {
    socket.off('close', leave).setTimeout(timeout);
  }
}
