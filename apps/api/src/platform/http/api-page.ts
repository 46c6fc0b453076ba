import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const address = '/api/docs';
const files: ReadonlySet<string> = new Set([
  '/swagger-ui.css',
  '/index.css',
  '/swagger-ui-bundle.js',
  '/favicon-32x32.png',
]);

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Vigie: the API</title>
    <link rel="stylesheet" href="${address}/swagger-ui.css" />
    <link rel="stylesheet" href="${address}/index.css" />
    <link rel="icon" type="image/png" href="${address}/favicon-32x32.png" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="${address}/swagger-ui-bundle.js"></script>
    <script src="${address}/show.js"></script>
  </body>
</html>
`;
const script = `SwaggerUIBundle({ url: '${address}/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;

// The style sheet draws its arrows from data: addresses; scripts set style by property, which no policy minds.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the page that shows the OpenAPI file. It is ours, as the one that comes with the viewer writes style into
 * itself and could be shown only under a policy that lets anybody's style in.
 */
export function serveApiPage(server: FastifyInstance): void {
  for (const path of [address, `${address}/`])
    server.get(path, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page),
    );
  server.get(`${address}/show.js`, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(script),
  );
  void server.register(fastifyStatic, {
    root: dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
    prefix: address,
    index: false,
    decorateReply: false,
    allowedPath: (path) => files.has(path),
  });
}
