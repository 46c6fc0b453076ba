import type { FastifyInstance } from 'fastify';

const everywhere: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};
const closed = "default-src 'none'; frame-ancestors 'none'";
// The page that shows the OpenAPI file styles its elements by attribute.
const docs = `default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'`;

/** Headers that keep a browser from doing anything we did not mean; a page with needs of its own says its policy. */
export function setSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(everywhere)) void reply.header(name, value);
    if (reply.hasHeader('content-security-policy')) return;
    void reply.header('content-security-policy', request.url.startsWith('/api/docs') ? docs : closed);
  });
}
