import type { FastifyInstance } from 'fastify';

/** Notes every route as it is registered, `GET /api/v1/live`; to be called before the first one is. */
export function noteRoutes(server: FastifyInstance): ReadonlySet<string> {
  const routes = new Set<string>();
  server.addHook('onRoute', ({ method, url }) => {
    // A HEAD is answered by the GET of the same address.
    for (const each of [method].flat()) if (each !== 'HEAD') routes.add(`${each} ${url}`);
  });
  return routes;
}
