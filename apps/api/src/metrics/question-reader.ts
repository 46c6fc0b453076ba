import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { lackedBy } from '../access/refusals';
import type { Asking, Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { requireFiguresByAgent } from '../settings/staff-notice';
import { TenantSettings } from '../settings/tenant-settings';
import { readMetricsQuestion, type MetricsQuestion, type RawQuery } from './metrics-question';
import { agentTimeAsked, type AgentTimeAsked } from './agent-time-asked';
import { withinScope, type ScopeMap } from './scoped-question';

/** Who asks for figures. */
export type Asker = Asking & Pick<Viewer, 'keyId' | 'may'>;

/** A question as it may be answered, and by what. */
export type Understood = {
  readonly question: MetricsQuestion;
  /** The same before it was narrowed to what its asker sees. */
  readonly asked: MetricsQuestion;
  readonly settings: ResolvedSettings;
  /** Below which an abandon is short: of the one clinic that is asked for, else of the centre. */
  readonly shortAbandonMs: number;
  /** Of whom agents' time is told; undefined where it was not asked for, null where there is none. */
  readonly agentTime: AgentTimeAsked | null | undefined;
  readonly now: Instant;
};

/** Reads questions about figures, each narrowed to what its asker sees. */
@Injectable()
export class QuestionReader {
  constructor(
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** Throws the 400 that says what is wrong with a question, or the 403 of what its asker may not ask. */
  async read(
    tx: EntityManager,
    asker: Asker,
    query: RawQuery | ((settings: ResolvedSettings, now: Instant) => RawQuery),
  ): Promise<Understood> {
    const { tenantId, scope } = asker;
    await this.settings.ensureLoaded(tx, tenantId);
    const now = this.clock.now();
    const settings = this.settings.at(tenantId, now);
    const asked = readMetricsQuestion(typeof query === 'function' ? query(settings, now) : query, settings);
    if (asked.unit === 'legs' && !asker.may('agents.see')) throw lackedBy(asker, 'agents.see');
    const map = await this.scopeMap(tx, tenantId, { settings, scope });
    const question = withinScope(asked, scope, map);
    // One's own are told at any time.
    if (question.unit === 'legs' && scope.kind !== 'agent') requireFiguresByAgent(settings, now);
    const agentTime = asked.agentTime ? agentTimeAsked(asked, scope, map) : undefined;
    return { question, asked, settings, shortAbandonMs: shortAbandonMs(settings, question), agentTime, now };
  }

  /** Of who sees everything no queue and no agent has to be known. */
  private async scopeMap(
    tx: EntityManager,
    tenantId: string,
    { settings, scope }: Pick<Asker, 'scope'> & { readonly settings: ResolvedSettings },
  ): Promise<ScopeMap> {
    if (scope.kind === 'all') return { ...settings, queueIds: [], agentIds: [] };
    const { queues, agents } = await this.settings.known(tx, tenantId);
    return { ...settings, queueIds: queues.map(({ id }) => id), agentIds: agents.map(({ id }) => id) };
  }
}

function shortAbandonMs(settings: ResolvedSettings, { filters }: MetricsQuestion): number {
  const [clinicId, ...others] = filters.clinic ?? [];
  return clinicId === undefined || others.length > 0
    ? settings.shortAbandonMs
    : settings.clinic(clinicId).shortAbandonMs;
}
