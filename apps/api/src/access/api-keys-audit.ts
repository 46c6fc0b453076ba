import { Injectable } from '@nestjs/common';

import type { AuditEntry } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import type { StoredApiKey } from './api-key-store';

/** Who does it, and where from. */
type By = Pick<AuditEntry, 'actor' | 'requestId' | 'address'>;

/** What an entry tells of a key at most; beyond it clinics are told by how many they are. */
const longestTold = 240;

/** Writes down which keys were made, changed, replaced and revoked. */
@Injectable()
export class ApiKeysAudit {
  constructor(private readonly log: AuditLog) {}

  made(by: By, key: StoredApiKey): Promise<void> {
    const action = key.replaces === null ? 'keys.made' : 'keys.replaced';
    return this.record(by, key, action);
  }

  changed(by: By, key: StoredApiKey): Promise<void> {
    return this.record(by, key, 'keys.changed');
  }

  revoked(by: By, { tenantId, keyId }: Pick<StoredApiKey, 'tenantId' | 'keyId'>): Promise<void> {
    return this.log.recordDone(tenantId, { ...by, action: 'keys.revoked', subject: `key:${keyId}` });
  }

  private record(by: By, key: StoredApiKey, action: string): Promise<void> {
    return this.log.recordDone(key.tenantId, { ...by, action, subject: subjectOf(key) });
  }
}

/** `key:3fa9… live:read,reports:read source=/pbx clinics=a,b until=2027-01-01 replaces=key:91bc…` */
function subjectOf({ keyId, scopes, sendsAs, clinicIds, expiresAt, replaces }: StoredApiKey): string {
  const told = (clinics: string): string =>
    [
      `key:${keyId}`,
      scopes.join(','),
      ...(sendsAs === null ? [] : [`source=${sendsAs}`]),
      ...(clinicIds === null ? [] : [`clinics=${clinics}`]),
      ...(expiresAt === null ? [] : [`until=${new Date(expiresAt).toISOString().slice(0, 10)}`]),
      ...(replaces === null ? [] : [`replaces=key:${replaces}`]),
    ].join(' ');
  const whole = told((clinicIds ?? []).join(','));
  return whole.length <= longestTold ? whole : told(String(clinicIds?.length ?? 0));
}
