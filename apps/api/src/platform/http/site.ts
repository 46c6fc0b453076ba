import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Problem } from '../problems';
import { sendProblem } from './problem.filter';

type SiteFile = Readonly<{
  type: string;
  body: Buffer;
  gzipped: Buffer | undefined;
  etag: string;
  lasting: boolean;
}>;

/** The dashboard's files, by address. */
export type Site = ReadonlyMap<string, SiteFile>;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const compressed = /^(text|application\/json|image\/svg)/;
/** Eight signs of base 64 or 32 by the build: with no digit and no capital they might be a word of a name. */
const hashedName = /-(?=[\w-]*[A-Z\d][\w-]*\.\w+$)[\w-]{8}\.\w+$/;
const noncePlaceholder = /CSP_NONCE/g;

/** Reads the built dashboard once: a request then chooses among these files and can reach no other. */
export async function loadSite(folder: string): Promise<Site> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const loaded = await Promise.all(files.map(loadFile));
  return new Map(
    files.flatMap((path, index) => {
      const file = loaded[index];
      return file === undefined ? [] : [[`/${relative(folder, path).split(sep).join('/')}`, file] as const];
    }),
  );
}

/** Serves the site; an address that names no file is a page of the dashboard, which finds its way by itself. */
export function serveSite(server: FastifyInstance, site: Site): void {
  server.get('/*', (request, reply) => {
    const path = decodedPath(request.url);
    const file = path === '/' || path === '/index.html' ? undefined : site.get(path);
    if (file !== undefined) return sendFile(request, reply, file);
    const page = site.get('/index.html');
    if (page === undefined || !isPage(path)) return sendProblem(reply, nothingHere(), request.id);
    return sendPage(reply, page);
  });
}

async function loadFile(path: string): Promise<SiteFile> {
  const body = await readFile(path);
  const type = types[extname(path)] ?? 'application/octet-stream';
  const gzipped = compressed.test(type) && body.length > 1_000 ? await promisify(gzip)(body) : undefined;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type, body, gzipped, etag, lasting: hashedName.test(path) };
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: SiteFile): FastifyReply {
  const zip = file.gzipped !== undefined && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  void reply
    .type(file.type)
    .header('etag', file.etag)
    .header('vary', 'accept-encoding')
    .header('cache-control', file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.headers['if-none-match'] === file.etag) return reply.status(304).send();
  if (zip) void reply.header('content-encoding', 'gzip');
  return reply.send(zip ? file.gzipped : file.body);
}

/** Angular puts its components' styles into the page: the nonce is what tells them from a stranger's. */
function sendPage(reply: FastifyReply, page: SiteFile): FastifyReply {
  const nonce = randomBytes(16).toString('base64url');
  void reply
    .header('content-security-policy', pagePolicy(nonce))
    .header('cache-control', 'no-store')
    .type(page.type);
  return reply.send(page.body.toString('utf8').replace(noncePlaceholder, nonce));
}

function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

function decodedPath(url: string): string {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '/');
  } catch {
    return '';
  }
}

function isPage(path: string): boolean {
  return /^\/[\w/-]*$/.test(path) && !/^\/(api|health|metrics)(\/|$)/.test(path);
}

function nothingHere(): Problem {
  return new Problem({ code: 'not_found', status: 404, detail: 'There is nothing here.' });
}
