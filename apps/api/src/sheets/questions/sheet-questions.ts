import type { DecideQuestion, SheetQuestions as SheetQuestionsView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesAllOfClinic } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { SheetScope } from '../sheet-scope';
import { heldVersion } from '../sheet-standing';
import { listVersions, readSheet } from '../sheet-store';
import { openQuestions } from './open-questions';
import { decisionsOf, keepDecision, lookUpSums, notesSinceDecision } from './question-store';

const days = 90;
const dayMs = 86_400_000;

type Asking = Pick<Viewer, 'tenantId' | 'scope' | 'scopeOf' | 'personId' | 'name'>;

/** What callers ask and the sheet of their clinic does not answer, and what became of it. */
@Injectable()
export class SheetQuestions {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly scope: SheetScope,
    private readonly clock: Clock,
  ) {}

  /** Rejects with 404 outside the viewer's scope. */
  read(viewer: Asking, clinicId: string): Promise<SheetQuestionsView> {
    return this.database.withTenant(viewer.tenantId, async (tx) => {
      await this.scope.require(tx, viewer, clinicId);
      return this.view(tx, viewer, clinicId);
    });
  }

  /** Says that a question is answered by the sheet from now on, or is not to be. Rejects with 404 outside the scope. */
  decide(viewer: Asking, clinicId: string, decided: DecideQuestion): Promise<SheetQuestionsView> {
    const { tenantId, personId, name } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      if (!seesAllOfClinic(viewer.scope, clinicId)) throw notFound('There is no such clinic.');
      await this.settings.requireClinic(tx, tenantId, clinicId);
      const { question, decision } = decided;
      const why = decided.decision === 'refused' ? decided.why : '';
      const signed = { by: name ?? '', byId: personId, at: this.clock.now(), why };
      await keepDecision(tx, { tenantId, clinicId }, { question, decision, ...signed });
      return this.view(tx, viewer, clinicId);
    });
  }

  private async view(tx: EntityManager, viewer: Asking, clinicId: string): Promise<SheetQuestionsView> {
    const { tenantId } = viewer;
    const of = { tenantId, clinicId, since: this.clock.now() - days * dayMs };
    const version = heldVersion(await listVersions(tx, tenantId, clinicId));
    const sheet = version && (await readSheet(tx, tenantId, clinicId, version.version));
    const notes = await notesSinceDecision(tx, of);
    return {
      clinicId,
      days,
      ...(await lookUpSums(tx, of)),
      ...openQuestions(notes, await decisionsOf(tx, of), sheet ?? null),
      mayDecide: seesAllOfClinic(viewer.scopeOf('sheets.write'), clinicId),
    };
  }
}
