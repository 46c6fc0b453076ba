import type { Socket } from 'node:net';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';

import { Background } from '../../platform/background';
import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Clients } from '../../platform/http/client';
import { endConnection } from '../../platform/http/early-faults';
import { networkOf } from '../../platform/http/network';
import { errorFields } from '../../platform/logging';
import { StartError } from '../../platform/start-error';
import { TokenBuckets } from '../../platform/token-bucket';
import { pagePolicy } from './page-style';
import { PatientPages, type PatientAnswer } from './patient-pages';

const largestBody = 16_384;
const ownMachine = ['127.0.0.0/8', '::1'];
const allowance = { perSecond: 4, atOnce: 60 };

type PageRequest = FastifyRequest<{ Params: { token?: string }; Querystring: { l?: unknown } }>;

/** The public server: the patient's page and nothing else. It sets no cookie, runs no script and keeps no log of who came. */
@Injectable()
export class PatientServer implements OnModuleInit {
  private readonly logger = new Logger('Patient page');
  private readonly limits = new TokenBuckets(allowance);
  private readonly clients: Clients;
  private readonly headers: Readonly<Record<string, string>>;
  private server: FastifyInstance | undefined;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly background: Background,
    private readonly clock: Clock,
    private readonly pages: PatientPages,
  ) {
    // A proxy on this machine may say whom it speaks for, and whoever the settings name.
    const proxies = [...ownMachine, ...config.door.proxies];
    this.clients = new Clients({ proxies, origins: [] });
    this.headers = {
      ...pageHeaders,
      ...(isEncrypted(config) && { 'strict-transport-security': 'max-age=31536000' }),
    };
  }

  onModuleInit(): void {
    if (this.config.surveys.port === undefined) return;
    this.background.add({ name: 'patient page', start: () => this.start(), stop: () => this.stop() });
  }

  /** Where it listens; undefined while it does not. */
  get url(): string | undefined {
    const address = this.server?.server.address();
    if (address === null || address === undefined || typeof address === 'string') return undefined;
    return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  }

  /** The server, not yet listening. */
  build(): FastifyInstance {
    const server = fastify({
      logger: false,
      bodyLimit: largestBody,
      trustProxy: false,
      exposeHeadRoutes: true,
      requestTimeout: 20_000,
      connectionTimeout: 30_000,
      keepAliveTimeout: 10_000,
      forceCloseConnections: 'idle',
      http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 16_384 },
      routerOptions: { maxParamLength: 64 },
      // Fastify's own answer to a malformed address quotes it.
      frameworkErrors: (_error, request, reply) => {
        this.dress(reply);
        const name = this.allows(this.addressOf(request)) ? 'forged' : 'tooMany';
        this.send(reply, this.stray(name, request as PageRequest));
      },
      clientErrorHandler: (error, socket) => this.answerParserError(error, socket),
    });
    this.protect(server);
    this.routes(server);
    return server;
  }

  private routes(server: FastifyInstance): void {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: largestBody },
      (_request, body, done) => done(null, body),
    );
    server.get('/q/:token', async (request: PageRequest, reply) =>
      this.send(reply, await this.pages.show(toPatientRequest(request))),
    );
    server.post('/q/:token', async (request: PageRequest, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      return this.send(reply, await this.pages.take(toPatientRequest(request), body));
    });
    server.get('/robots.txt', (_request, reply) =>
      reply.type('text/plain').send('User-agent: *\nDisallow: /\n'),
    );
    server.get('/favicon.ico', (_request, reply) => reply.status(204).send());
    server.get('/health', (_request, reply) => reply.type('text/plain').send('ok\n'));
    server.setNotFoundHandler((request, reply) =>
      this.send(reply, this.stray('forged', request as PageRequest)),
    );
    server.setErrorHandler((error, request, reply) => {
      const status = statusOf(error);
      // Neither the address nor what was sent: the link is a secret and the answers are the patient's.
      if (status >= 500) this.logger.error(error instanceof Error ? errorFields(error) : { status });
      const name = status === 429 ? 'tooMany' : 'failed';
      return this.send(reply, { ...this.stray(name, request as PageRequest), status });
    });
  }

  private protect(server: FastifyInstance): void {
    server.addHook('onSend', async (_request, reply) => this.dress(reply));
    server.addHook('onRequest', async (request) => {
      if (!this.allows(this.addressOf(request))) throw tooManyRequests();
    });
  }

  private dress(reply: FastifyReply): void {
    void reply.headers(this.headers);
  }

  private addressOf({ raw, headers }: FastifyRequest): string {
    const { remoteAddress } = raw.socket;
    return this.clients.of({ remoteAddress, isEncrypted: false, headers }).address;
  }

  private allows(address: string): boolean {
    const now = this.clock.now();
    return this.limits.of(networkOf(address), now).take(now);
  }

  /** What is no HTTP has no header a proxy could name the sender in: it counts for the connection's other end. */
  private answerParserError(error: Error, socket: Socket): void {
    endConnection(error, socket, (status) => {
      const isAllowed = this.allows(socket.remoteAddress ?? '');
      const { page } = this.pages.stray(isAllowed ? 'failed' : 'tooMany', {
        wanted: undefined,
        accepted: '',
      });
      const type = { 'content-type': 'text/html; charset=utf-8' };
      if (isAllowed) return { statusCode: status, headers: { ...this.headers, ...type }, body: page };
      return { statusCode: 429, headers: { ...this.headers, ...type, 'retry-after': '60' }, body: page };
    });
  }

  private stray(name: Parameters<PatientPages['stray']>[0], request: PageRequest): PatientAnswer {
    return this.pages.stray(name, toPatientRequest(request));
  }

  private send(reply: FastifyReply, { status, page }: PatientAnswer): FastifyReply {
    if (status === 429) void reply.header('retry-after', '60');
    return reply.status(status).type('text/html; charset=utf-8').send(page);
  }

  private async start(): Promise<void> {
    const { port, host, isPortGiven } = this.config.surveys;
    const server = this.build();
    try {
      await server.listen({ port: port ?? 0, host });
      this.server = server;
    } catch (error) {
      await server.close();
      if (isPortGiven) throw new StartError(`VIGIE_SURVEY_PORT: nothing can listen at ${host}:${port ?? 0}.`);
      this.logger.warn({ listens: false, ...(error instanceof Error ? errorFields(error) : {}) });
    }
  }

  private async stop(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
  }
}

const isEncrypted = ({ surveys }: AppConfig): boolean => surveys.publicUrl?.startsWith('https:') === true;

const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
  'cache-control': 'no-store',
};

function toPatientRequest(request: PageRequest) {
  const { token = '' } = request.params ?? {};
  return { token, wanted: request.query?.l, accepted: request.headers['accept-language'] };
}

function tooManyRequests(): Error & { readonly statusCode: number } {
  return Object.assign(new Error('too many requests'), { statusCode: 429 });
}

function statusOf(error: unknown): number {
  const status = (error as { readonly statusCode?: unknown; readonly status?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 503;
}
