import { randomUUID } from 'node:crypto';

import type { SettingsFile, SettingsProposal, SettingsProposals as ProposalsView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest, notFound, Problem } from '../platform/problems';
import { isUuid } from '../platform/http/read-request';
import { changedMeanwhile, changeItem, judgedChange, startOf } from './change-item';
import { fieldsBetween } from './settings-diff';
import type { FormChange } from './settings-forms';
import { newestOf, revisionOf, valuesIn, type ItemOf } from './settings-items';
import { isSameValue, itemOf, proposalView } from './settings-proposal-view';
import {
  insertProposal,
  listProposals,
  noteDecision,
  openProposals,
  readProposal,
  type Decision,
  type KeptProposal,
} from './settings-proposal-store';
import { proposedFieldsOf, requireSeen } from './settings-rights';
import { itemsSeen } from './settings-scope';
import { lockSettings, readVersions, type SettingsVersion } from './settings-store';
import { TenantSettings } from './tenant-settings';

type Asking = Pick<Viewer, 'tenantId' | 'scopeOf' | 'personId' | 'name'>;
type Answering = Readonly<{
  tx: EntityManager;
  versions: readonly SettingsVersion[];
  proposal: KeptProposal;
}>;
type Answer = Pick<Decision, 'heldFrom' | 'answer'>;

/** As many as may wait on one clinic, queue, team or agent. */
const mostOpen = 20;

/** Changes of settings that somebody wishes for and somebody else decides on; accepted, one is a change like any other (ADR 0090). */
@Injectable()
export class SettingsProposals {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** Those on what is of the viewer's scope. */
  list(viewer: Asking): Promise<ProposalsView> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const versions = await readVersions(tx, tenantId);
      const sees = itemsSeen(viewer.scopeOf('settings.see'), newestOf(versions));
      const seen = (await listProposals(tx, tenantId)).filter((one) => sees(itemOf(one)));
      if (seen.length === 0) return [];
      const nameOf = await this.namesIn(tx, tenantId);
      return seen.map((one) => proposalView(viewer, versions, one, nameOf));
    });
  }

  /**
   * Keeps a change for somebody else to make; the same one again is the same proposal. Rejects with 404 outside the
   * viewer's scope, 403 for a field that is not theirs to propose, 409 when the item was changed since the form began or
   * too many wait on it, 400 with what is wrong at which field, and for a change that changes nothing.
   */
  propose(viewer: Asking, item: ItemOf, asked: FormChange & { note: string }): Promise<SettingsProposal> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      await lockSettings(tx, tenantId);
      await this.settings.ensureLoaded(tx, tenantId);
      const versions = await readVersions(tx, tenantId);
      requireSeen(viewer, versions, item);
      const byId = requireProposable(viewer, newestOf(versions), item, Object.keys(asked.changes));
      if (revisionOf(versions, item) !== asked.revision) throw changedMeanwhile();
      const fields = this.fieldsChanged(tenantId, versions, item, asked);
      const waiting = await openProposals(tx, tenantId, item);
      const wish = { byId, from: asked.from, note: asked.note, fields };
      const same = waiting.find((one) => isSameWish(one, wish));
      if (same === undefined && waiting.length >= mostOpen) throw tooMany();
      const id = same?.id ?? randomUUID();
      if (same === undefined)
        await insertProposal(tx, tenantId, {
          ...{ ...wish, id, kind: item.kind, itemId: item.id },
          ...{ at: this.clock.now(), by: viewer.name ?? '' },
        });
      return this.view(tx, viewer, id);
    });
  }

  /**
   * Makes the change that was proposed, under the name of who accepts it. Rejects with 404 outside their scope, 409
   * `settings_changed` when the item is not as they looked at it, 409 `proposal_decided` when it was answered otherwise,
   * 400 for what cannot hold any more.
   */
  accept(
    viewer: Asking,
    id: string,
    { revision, from }: Readonly<{ revision: string; from: string }>,
  ): Promise<SettingsProposal> {
    return this.answer(viewer, id, 'accepted', async ({ tx, versions, proposal }) => {
      const { tenantId, personId, name } = viewer;
      const item = itemOf(proposal);
      if (revisionOf(versions, item) !== revision) throw changedMeanwhile();
      const fromAt = startOf(from, this.settings.current(tenantId).timezone);
      const changes = Object.fromEntries(proposal.fields.map(({ field, after }) => [field, after]));
      const by = { id: personId, name: name ?? '', proposedBy: proposal.by };
      await changeItem(tx, tenantId, { versions, item, fromAt, changes }, { at: this.clock.now(), by });
      return { heldFrom: from, answer: '' };
    });
  }

  /** Says no, and why. Rejects as {@link accept}. */
  refuse(viewer: Asking, id: string, answer: string): Promise<SettingsProposal> {
    return this.answer(viewer, id, 'refused', () => Promise.resolve({ heldFrom: null, answer }));
  }

  /** Takes one's own back. Rejects with 404 for another's, 409 for one that was answered. */
  withdraw(viewer: Asking, id: string): Promise<SettingsProposal> {
    return this.answer(viewer, id, 'withdrawn', () => Promise.resolve({ heldFrom: null, answer: '' }));
  }

  private answer(
    viewer: Asking,
    id: string,
    state: Decision['state'],
    decide: (answering: Answering) => Promise<Answer>,
  ): Promise<SettingsProposal> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      await lockSettings(tx, tenantId);
      await this.settings.ensureLoaded(tx, tenantId);
      const versions = await readVersions(tx, tenantId);
      const proposal = isUuid(id) ? await readProposal(tx, tenantId, id) : undefined;
      if (proposal === undefined || !isAnsweredBy(viewer, newestOf(versions), proposal, state))
        throw noProposal();
      // Sent twice, an answer is the same answer.
      if (proposal.state !== 'open' && proposal.state !== state) throw decided(proposal.state);
      if (proposal.state === 'open') {
        const told = await decide({ tx, versions, proposal });
        const by = { id: viewer.personId, name: viewer.name ?? '' };
        await noteDecision(tx, tenantId, id, { ...told, state, at: this.clock.now(), by });
      }
      return this.view(tx, viewer, id);
    });
  }

  private fieldsChanged(
    tenantId: string,
    versions: readonly SettingsVersion[],
    item: ItemOf,
    { from, changes }: FormChange,
  ): KeptProposal['fields'] {
    const fromAt = startOf(from, this.settings.current(tenantId).timezone);
    const wanted = judgedChange({ versions, item, fromAt, changes });
    const [held, wished] = [valuesIn(newestOf(versions), item), valuesIn(newestOf(wanted), item)];
    // Judged, what was not sent may be in another order than it was stored in.
    const fields = fieldsBetween(held, wished).filter(
      ({ field, before, after }) => Object.hasOwn(changes, field) && !isSameValue(before, after),
    );
    if (fields.length === 0) throw badRequest('invalid_body', 'changes: nothing would be another.');
    return fields;
  }

  private async view(tx: EntityManager, viewer: Asking, id: string): Promise<SettingsProposal> {
    const { tenantId } = viewer;
    const proposal = await readProposal(tx, tenantId, id);
    if (proposal === undefined) throw noProposal();
    const versions = await readVersions(tx, tenantId);
    return proposalView(viewer, versions, proposal, await this.namesIn(tx, tenantId));
  }

  private async namesIn(tx: EntityManager, tenantId: string): Promise<(item: ItemOf) => string> {
    const { clinics } = await this.settings.known(tx, tenantId);
    const { teams } = this.settings.current(tenantId);
    const names = { clinics, teams, queues: [], agents: [] };
    return ({ kind, id }) => names[kind].find((one) => one.id === id)?.name ?? id;
  }
}

/** Who may answer so: an administrator within their scope; their own is taken back by who proposed it. */
function isAnsweredBy(
  { scopeOf, personId }: Asking,
  file: SettingsFile,
  proposal: KeptProposal,
  state: Decision['state'],
): boolean {
  const isOwn = state === 'withdrawn';
  if (isOwn && proposal.byId !== personId) return false;
  return itemsSeen(scopeOf(isOwn ? 'settings.propose' : 'settings.decide'), file)(itemOf(proposal));
}

/** Whose proposal it is; throws a 403 for a field that is not theirs to propose. */
function requireProposable(
  viewer: Asking,
  file: SettingsFile,
  { kind, id }: ItemOf,
  fields: readonly string[],
): string {
  const theirs = proposedFieldsOf(viewer, file, kind)(id);
  const foreign = fields.find((field) => !theirs.includes(field));
  if (foreign === undefined && viewer.personId !== null) return viewer.personId;
  const detail = `${foreign ?? 'This'} is not yours to propose.`;
  throw new Problem({ code: 'forbidden', status: 403, detail });
}

type Wish = Pick<KeptProposal, 'byId' | 'from' | 'note' | 'fields'>;

function isSameWish(one: Wish, other: Wish): boolean {
  const wishOf = ({ byId, from, note, fields }: Wish): unknown => [
    ...[byId, from, note],
    ...fields.map(({ field, after }) => [field, after]),
  ];
  return isSameValue(wishOf(one), wishOf(other));
}

function tooMany(): Problem {
  const detail = `${mostOpen} proposals wait on it already: one of them must be answered first.`;
  return new Problem({ code: 'too_many_proposals', status: 409, detail });
}

function decided(state: string): Problem {
  return new Problem({ code: 'proposal_decided', status: 409, detail: `It was ${state} meanwhile.` });
}

const noProposal = (): Problem => notFound('There is no such proposal.');
