import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import type { Logger as PinoLogger } from 'pino';

import { Entries } from '../access/entries';
import { NestLog } from '../platform/logging';
import type { Platform } from '../platform/platform.module';
import {
  cutSlowSenders,
  hearRefusedBodiesOut,
  maxBodyBytes,
  registerBodyParsers,
} from '../platform/http/request-bodies';
import { serveApiPage } from '../platform/http/api-page';
import { answerFrameworkError, answerParserError } from '../platform/http/early-faults';
import { ProblemFilter } from '../platform/http/problem.filter';
import { setSecurityHeaders } from '../platform/http/security-headers';
import { serveSite, type Site } from '../platform/http/site';
import { unreadable } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { AppModule } from './app.module';
import { SocketDoor } from './socket-door';

type TlsFiles = NonNullable<Platform['config']['door']['tls']>;

/** What a server serves besides its features. */
export type ServerOptions = Readonly<{ platform: Platform; site: Site; logger: PinoLogger }>;

const httpOptions = {
  logger: false,
  bodyLimit: maxBodyBytes,
  genReqId: () => randomUUID(),
  requestIdHeader: false,
  trustProxy: false,
  // 10 s for the headers; the body has its own watch, since a streamed one may take as long as it likes.
  http: {
    headersTimeout: 10_000,
    requestTimeout: 0,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: 16_384,
  },
  connectionTimeout: 60_000,
  keepAliveTimeout: 30_000,
  forceCloseConnections: 'idle',
  routerOptions: { maxParamLength: 200 },
  frameworkErrors: answerFrameworkError,
  clientErrorHandler: answerParserError,
} as const;

/** Builds the HTTP and socket server; it does not listen yet and its background work has not begun. */
export async function createServer(options: ServerOptions): Promise<NestFastifyApplication> {
  const { tls } = options.platform.config.door;
  const adapter = new FastifyAdapter(
    tls === undefined
      ? httpOptions
      : { ...httpOptions, https: { ...httpOptions.http, ...(await readTls(tls)) } },
  );
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(options.platform),
    adapter,
    {
      logger: new NestLog(options.logger),
      abortOnError: false,
      bodyParser: false,
    },
  );
  const server = adapter.getInstance<FastifyInstance>();
  const routes = noteRoutes(server);
  registerBodyParsers(server);
  setSecurityHeaders(server);
  cutSlowSenders(server);
  hearRefusedBodiesOut(server);
  serveSite(server, options.site);
  serveApiPage(server);
  app.useGlobalFilters(new ProblemFilter());
  describeApi(app);
  SocketDoor.hangUp(app);
  await app.init();
  await server.ready();
  refuseUnknownRoutes(routes, app.get(Entries));
  return app;
}

/** Read once: another certificate takes another start. */
async function readTls({ cert, key }: TlsFiles): Promise<Record<keyof TlsFiles, Buffer>> {
  const read = (path: string): Promise<Buffer> =>
    readFile(path).catch((error: unknown) => {
      throw unreadable(path, error);
    });
  return { cert: await read(cert), key: await read(key) };
}

/** Pages that say nothing of any tenant: the dashboard's files and the description of the API. */
const pages = /^GET (\/\*|\/api\/docs(\/.*)?)$/;

/** Routes that were registered past the controllers have no permission, and no guard before them. */
function refuseUnknownRoutes(routes: ReadonlySet<string>, entries: Entries): void {
  const guarded = new Set(entries.list().map(({ way }) => way));
  const open = [...routes].filter((route) => !guarded.has(route) && !pages.test(route));
  if (open.length > 0) throw new StartError(`No permission is named for: ${open.join(', ')}.`);
}

function describeApi(app: NestFastifyApplication): void {
  const about = new DocumentBuilder()
    .setTitle('Vigie')
    .setDescription('Call events in; waits, answer rates and satisfaction out.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, about), {
    jsonDocumentUrl: 'api/docs/openapi.json',
    yamlDocumentUrl: 'api/docs/openapi.yaml',
    ui: false,
  });
}

/** Notes every route as it is registered, `GET /api/v1/live`; to be called before the first one is. */
function noteRoutes(server: FastifyInstance): ReadonlySet<string> {
  const routes = new Set<string>();
  server.addHook('onRoute', ({ method, url }) => {
    // A HEAD is answered by the GET of the same address.
    for (const each of [method].flat()) if (each !== 'HEAD') routes.add(`${each} ${url}`);
  });
  return routes;
}
