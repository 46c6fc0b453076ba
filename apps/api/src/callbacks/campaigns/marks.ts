import { isBarredBy, type ContactFact, type Instant } from '@vigie/calls';
import type { liftMarkSchema, Marks, restoreMarkSchema } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

import { auditActor } from '../../access/audit/access-audit';
import { seesAllOfClinic } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { AuditLog } from '../../audit/audit-log';
import { callKey } from '../../event-log/logged-event';
import { CallStore } from '../../fold/call-store';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { marksOfClinic } from './campaign-notes-query';
import { conflict } from './campaigns';
import { holdMarks, keepMarks, knownCallers, liftMarks, markedClinics, type KnownCaller } from './mark-store';

/** Somebody who said not to be called for the campaigns of a clinic, whether that was lifted since or not. */
type Marked = Readonly<{
  id: string;
  /** Under every key by which they are known. */
  hashes: readonly string[];
  known: readonly KnownCaller[];
  facts: readonly ContactFact[];
}>;
type Change = Readonly<{ clinicId: string; id: string }>;

/**
 * Who is not to be called for a clinic's campaigns. A mark holds for good; it is lifted by who answers for the protection
 * of data or for the centre alone, with a reason, and that is written down. It can be set again.
 */
@Injectable()
export class CampaignMarks {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Those of one clinic, latest first; of the first one where none is named. Rejects with 404 for a clinic out of scope. */
  list({ tenantId, scope }: Pick<Viewer, 'tenantId' | 'scope'>, asked: string | null): Promise<Marks> {
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinics: all } = await this.settings.known(tx, tenantId);
      const marked = await markedClinics(tx, tenantId);
      const { clinics: set } = this.settings.current(tenantId);
      const on = new Set(set.filter(({ campaigns }) => campaigns).map(({ id }) => id));
      const clinics = all
        .filter(({ id }) => (on.has(id) || marked.has(id)) && seesAllOfClinic(scope, id))
        .map(({ id, name }) => ({ id, name }));
      const clinicId = asked ?? clinics[0]?.id ?? null;
      if (asked !== null && !clinics.some(({ id }) => id === asked))
        throw notFound('There is no such clinic.');
      return {
        clinics,
        clinicId,
        marks: clinicId === null ? [] : await this.views(tx, tenantId, clinicId),
      };
    });
  }

  /** Lets somebody be called again. Rejects with 404 where there is no such mark, 409 `not_marked` where it was lifted. */
  lift(viewer: Viewer, id: string, { clinicId, reason }: z.output<typeof liftMarkSchema>): Promise<void> {
    return this.change(viewer, { clinicId, id }, async (tx, { hashes, facts }) => {
      if (!isBarredBy(facts)) throw conflict('not_marked', 'It was lifted already.');
      await liftMarks(tx, viewer.tenantId, clinicId, { hashes, at: this.after(facts) });
      await this.record(tx, viewer, 'marks.lifted', `${clinicId} reason=${reason}`);
    });
  }

  /** Sets again what was lifted; where it holds it changes nothing. Rejects with 404 as above. */
  restore(viewer: Viewer, id: string, { clinicId }: z.output<typeof restoreMarkSchema>): Promise<void> {
    return this.change(viewer, { clinicId, id }, async (tx, { hashes, facts }) => {
      if (isBarredBy(facts)) return;
      await keepMarks(tx, viewer.tenantId, clinicId, { hashes, at: this.after(facts) });
      await this.record(tx, viewer, 'marks.restored', clinicId);
    });
  }

  private change(
    { tenantId, scope }: Viewer,
    { clinicId, id }: Change,
    work: (tx: EntityManager, mark: Marked) => Promise<void>,
  ): Promise<void> {
    return this.database.withTenant(tenantId, async (tx) => {
      if (!seesAllOfClinic(scope, clinicId)) throw notFound('There is no such clinic.');
      await holdMarks(tx, tenantId, clinicId);
      const found = (await marked(tx, tenantId, clinicId)).find((one) => one.id === id);
      if (found === undefined) throw notFound('There is no such mark.');
      await work(tx, found);
    });
  }

  /** Of whom is in no entry: those outlive an erasure. */
  private record(tx: EntityManager, viewer: Viewer, action: string, subject: string): Promise<void> {
    const actor = auditActor(viewer, 'marks.lift');
    return this.audit.recordWithin(tx, viewer.tenantId, { actor, action, subject: `clinicId=${subject}` });
  }

  /** What is done now counts after everything that was said. */
  private after(facts: readonly ContactFact[]): Instant {
    return Math.max(this.clock.now(), ...facts.map(({ at }) => at + 1));
  }

  private async views(tx: EntityManager, tenantId: string, clinicId: string): Promise<Marks['marks']> {
    const all = await marked(tx, tenantId, clinicId);
    const keys = all.flatMap(({ known }) => known.flatMap(({ callKey: key }) => key ?? []));
    const calls = await this.calls.callsByKey(tx, tenantId, keys);
    const masks = new Map(calls.map(({ callKey: key, call }) => [key, call.aniMask]));
    return all
      .map(({ id, known, facts }) => ({
        id,
        mask: firstOf(known, ({ mask, callKey: key }) => mask ?? masks.get(key ?? '') ?? null),
        reference: firstOf(known, ({ reference }) => reference),
        saidAt: iso(latest(facts, 'barred')),
        liftedAt: isBarredBy(facts) ? null : iso(latest(facts, 'lifted')),
      }))
      .toSorted((a, b) => (a.saidAt === b.saidAt ? (a.id < b.id ? -1 : 1) : a.saidAt < b.saidAt ? 1 : -1));
  }
}

/** Everybody of a clinic who said so at any time and did not take it back in the same call. */
async function marked(tx: EntityManager, tenantId: string, clinicId: string): Promise<readonly Marked[]> {
  const factsBy = await marksOfClinic(tx, tenantId, clinicId);
  const said = [...factsBy].flatMap(([hash, facts]) =>
    isBarredBy(facts.filter(({ kind }) => kind === 'barred')) ? [hash] : [],
  );
  const known = await knownCallers(tx, tenantId, clinicId, said);
  return groupsOf(said, known).map((hashes) => {
    const own = new Set(hashes);
    return {
      // By the first of them: the same as long as the same is known.
      id: callKey('mark', `${clinicId}\u0001${hashes.toSorted()[0] ?? ''}`),
      hashes,
      known: known.filter((one) => one.hashes.some((hash) => own.has(hash))),
      facts: hashes.flatMap((hash) => factsBy.get(hash) ?? []),
    };
  });
}

/** The hashes of each caller: those that a list or a change of key names together. */
function groupsOf(
  said: readonly string[],
  known: readonly Pick<KnownCaller, 'hashes'>[],
): readonly (readonly string[])[] {
  const groupOf = new Map(said.map((hash) => [hash, [hash]]));
  for (const { hashes } of known) {
    const joined = [...new Set(hashes.flatMap((hash) => groupOf.get(hash) ?? [hash]))];
    for (const hash of joined) groupOf.set(hash, joined);
  }
  return [...new Set(groupOf.values())].filter((group) => group.some((hash) => said.includes(hash)));
}

function firstOf<T>(known: readonly KnownCaller[], of: (one: KnownCaller) => T | null): T | null {
  for (const one of known) {
    const value = of(one);
    if (value !== null) return value;
  }
  return null;
}

const latest = (facts: readonly ContactFact[], kind: ContactFact['kind']): Instant =>
  Math.max(0, ...facts.filter((fact) => fact.kind === kind).map(({ at }) => at));
const iso = (at: Instant): string => new Date(at).toISOString();
