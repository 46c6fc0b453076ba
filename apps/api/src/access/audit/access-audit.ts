import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { auditAddress, type AuditActor, type AuditEntry } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import type { PermissionRule, TenantRule } from '../permission-rules';
import { ruleOf, type Permission } from '../permissions';
import type { Viewer } from '../viewer';

/** What of a request's query says what it is about. Anything else may be anything. */
const tellingNames = [
  'month',
  'clinicId',
  'queueId',
  'teamId',
  'agentId',
  'by',
  'from',
  'to',
  'range',
  'on',
  'count',
  'at',
  'format',
  'version',
];
/** An id or a date; anything else is not told. */
const plainValue = /^[\w.:+-]{1,64}$/u;
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that was let in, and by what right. */
type AdmittedAct = Readonly<{
  request: FastifyRequest;
  viewer: Viewer;
  permission: Permission;
  /** Whether a file is asked for, to be taken away. */
  isFile: boolean;
  /** The client's network address, the proxy's word taken where the settings name it. */
  address: string | undefined;
}>;

/** Writes down what whoever was let in does with what is personal, and every change. */
@Injectable()
export class AccessAudit {
  constructor(private readonly log: AuditLog) {}

  /** A request that was let in; what is taken out of the house, or revealed, goes on only when it is written down. */
  async admitted(admitted: AdmittedAct): Promise<void> {
    const { request, viewer, permission, isFile } = admitted;
    const rule = ruleOf(permission);
    if (!isKept(rule, permission, request.method, isFile) && !isOfAgents(request)) return;
    const entry = entryOf(admitted);
    const personal = rule.of === 'tenant' ? rule.personal : undefined;
    if (isFile || personal === 'export' || personal === 'reveal')
      await this.log.recordBefore(viewer.tenantId, entry);
    else this.log.record(viewer.tenantId, entry);
  }

  /** Somebody began to watch what changes: one entry, however many frames follow. A television shows nothing personal. */
  watching(viewer: Viewer, permission: Permission, address: string | undefined): void {
    if (viewer.wall !== null) return;
    this.log.record(viewer.tenantId, {
      actor: auditActor(viewer, permission),
      action: permission,
      subject: 'watch',
      address: auditAddress(address),
    });
  }
}

/**
 * Events are their own record: the log keeps each, and which source sent it. Who noted what in a call is kept nowhere: it
 * would tell what each secretary looked up and how often.
 */
const ownRecord: ReadonlySet<Permission> = new Set<Permission>(['events.send', 'calls.note']);

function isKept(rule: PermissionRule, permission: Permission, method: string, isFile: boolean): boolean {
  if (isFile || (rule.of === 'tenant' && rule.personal !== undefined)) return true;
  return !safeMethods.has(method) && !ownRecord.has(permission);
}

/** Figures are of nobody, unless they are asked for by agent. */
function isOfAgents({ query }: FastifyRequest): boolean {
  const { by, agentId } = query as Readonly<Record<string, unknown>>;
  return by === 'agent' || agentId !== undefined;
}

function entryOf({ request, viewer, permission, address }: AdmittedAct): AuditEntry {
  return {
    actor: auditActor(viewer, permission),
    action: permission,
    subject: subjectOf(request),
    requestId: request.id,
    address: auditAddress(address),
  };
}

/** Whoever asks, under those of their roles that let them. */
export function auditActor(viewer: Viewer, permission: Permission): AuditActor {
  const rule = ruleOf(permission);
  const roles: TenantRule['roles'] = rule.of === 'tenant' ? rule.roles : {};
  const letting = viewer.roles.filter((role) => roles[role] !== undefined);
  const role = letting.length === 0 ? null : letting.join('+');
  if (viewer.keyId !== null) return { kind: 'key', id: viewer.keyId, role };
  if (viewer.personId !== null) return { kind: 'person', id: viewer.personId, role };
  if (viewer.wall !== null) return { kind: 'wall', id: viewer.wall.linkId, role };
  return { kind: 'machine', id: null, role };
}

function subjectOf({ method, url, query }: FastifyRequest): string {
  const [path = ''] = url.split('?', 1).map(withoutCaller);
  const asked = query as Readonly<Record<string, unknown>>;
  const told = tellingNames.flatMap((name) => {
    const value = asked[name];
    return typeof value === 'string' && plainValue.test(value) ? [`${name}=${value}`] : [];
  });
  return [`${method} ${path}`, ...told].join(' ');
}

/** What stands for a caller is in no entry: those outlive an erasure. */
const withoutCaller = (path: string): string =>
  path.replace(/^(\/api\/v1\/(?:callers|campaigns\/marks)\/)[^/]+(\/(?:calls|lift|restore))$/u, '$1…$2');
