import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { Refuses, RefusesTooMany } from '../platform/http/answers';
import type { TenantRule } from './permission-rules';
import { ruleOf, type Permission } from './permissions';
import { RequestLimits } from './request-limits';
import type { Viewer } from './viewer';

/** A request the guard let through; of no tenant: without a viewer. */
export type AdmittedRequest = FastifyRequest & { viewer?: Viewer };

const permissionKey = 'vigie:permission';

/** What the OpenAPI file calls the permission of an operation. */
export const permissionExtension = 'x-permission';

/**
 * The entry of a route, or of a socket message, in the table of permissions. Without one the server does not start.
 * A route of one tenant takes it with its viewer instead: {@link WhoMay}.
 */
export function May(permission: Permission): MethodDecorator {
  return applyDecorators(
    SetMetadata(permissionKey, permission),
    ...described(permission),
    ...counted(permission),
  );
}

/** A controller's parameter: the {@link Viewer} who asks, and may. It is the route's entry as well, see {@link May}. */
export function WhoMay(permission: Permission): ParameterDecorator {
  return (target, name, index) => {
    if (name === undefined) throw new TypeError('a constructor has no viewer');
    const method = Object.getOwnPropertyDescriptor(target, name);
    if (method !== undefined) May(permission)(target, name, method);
    admittedViewer()(target, name, index);
  };
}

/** The entry of a handler; undefined when it has none. */
export function permissionOf(handler: object): Permission | undefined {
  return Reflect.getMetadata(permissionKey, handler) as Permission | undefined;
}

const filesKey = 'vigie:files';

/** A route that gives what it shows as files too: of these values of a query parameter the audit log must tell first. */
export function GivesFiles(parameter: string, ...values: readonly string[]): MethodDecorator {
  return SetMetadata(filesKey, { parameter, values } satisfies FilesOf);
}

/** Whether a request wants a file to take away. */
export function isFileAsked(handler: object, query: unknown): boolean {
  const files = Reflect.getMetadata(filesKey, handler) as FilesOf | undefined;
  if (files === undefined) return false;
  const value = (query as Readonly<Record<string, unknown>>)[files.parameter];
  return typeof value === 'string' && files.values.includes(value);
}

type FilesOf = Readonly<{ parameter: string; values: readonly string[] }>;

const admittedViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const { viewer } = context.switchToHttp().getRequest<AdmittedRequest>();
  if (viewer === undefined) throw new TypeError('a route of no tenant has no viewer');
  return viewer;
});

function counted(permission: Permission): MethodDecorator[] {
  return RequestLimits.counts(permission) ? [RefusesTooMany()] : [];
}

function described(permission: Permission): MethodDecorator[] {
  const rule = ruleOf(permission);
  const entry = ApiExtension(permissionExtension, permission);
  if (rule.of === 'anyone') return [entry];
  if (rule.of === 'operator') return [entry, ApiBearerAuth(), Refuses(401, 'Not the operator’s token.')];
  if (rule.of === 'wall') return [entry, Refuses(401, 'No link of a television, or one that was revoked.')];
  if (rule.of === 'self')
    return [
      entry,
      Refuses(401, 'Nobody is signed in.'),
      Refuses(403, '`no_account`: whoever asks has none here; or of another tenant.'),
      tenantQuery,
    ];
  return [
    entry,
    ApiBearerAuth(),
    Refuses(401, 'Nobody is signed in, and no valid API key was sent.'),
    Refuses(403, refusalOf(rule)),
    ...(rule.inDemo ? [tenantQuery] : []),
  ];
}

function refusalOf({ keyScope, roles }: TenantRule): string {
  const held = Object.keys(roles).join(', ');
  const whoever = held === '' ? 'No role may; ' : `None of the roles ${held}; `;
  const key = keyScope === null ? 'no key may' : `a key without the scope \`${keyScope}\``;
  return `${whoever}${key}; or of another tenant.`;
}

const tenantQuery = ApiQuery({
  name: 'tenant',
  required: false,
  schema: { type: 'string' },
  description: 'Which tenant: one’s own, or the demonstration on its own machine.',
});
