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

/** What is said with an answer that is no page and that nobody should keep. */
export const securityHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  'content-security-policy': closed,
  'cache-control': 'no-store',
};

/**
 * Headers that keep a browser from doing anything we did not mean; a page with needs of its own says its policy.
 * Nothing the API says is kept by anybody on the way: an answer is of who asked, and of now.
 */
export function setSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(everywhere)) void reply.header(name, value);
    if (request.url.startsWith('/api/v1/')) void reply.header('cache-control', 'no-store');
    if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', closed);
  });
}
