import { rememberPlace } from './made-place';
import { RealServer } from './real-server';

/** Before all specs of a run; what it gives is done after them. */
export async function makePlace(): Promise<() => Promise<void>> {
  const server = await RealServer.start();
  rememberPlace(await server.leave());
  return () => server.remove();
}
