import { foldContact, isBarredBy, type Call, type Instant } from '@vigie/calls';
import type { CallNote, OwnCampaign } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { NotedOfCampaign } from '../../fold/campaign-note-projection';
import { hashesOfCallers } from '../../fold/caller-names-store';
import { Clock } from '../../platform/clock';
import { TenantSettings } from '../../settings/tenant-settings';
import { answersInCalls, callNotes, contactNotes, marksOfClinic } from './campaign-notes-query';
import { listCampaigns, type StoredCampaign } from './campaign-store';
import { stateAt } from './campaign-time';
import { conflict } from './campaigns';
import { listContacts } from './contact-store';

/** A call of whoever is on the telephone. */
type CallOfOne = Readonly<{
  callKey: string;
  call: Pick<Call, 'clinicId' | 'aniHash' | 'aniKind'>;
}>;

/** What a secretary's page shows of campaigns for a call. */
export type CampaignOfCall = Readonly<{
  /** Null where none runs for the clinic, and where its caller wants none. */
  campaign: OwnCampaign | null;
  /** Whether the caller wants no call for campaigns; null where the clinic has none, or the number is withheld. */
  doNotCall: boolean | null;
}>;

/** The running campaign of a call's clinic, as far as it is to be offered to its caller. */
@Injectable()
export class OwnCampaigns {
  constructor(
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** Settings must have been loaded. */
  async of(tx: EntityManager, tenantId: string, { callKey, call }: CallOfOne): Promise<CampaignOfCall> {
    const { clinicId } = call;
    const aniHash = numberOf(call);
    if (clinicId === null || !this.settings.current(tenantId).clinic(clinicId).campaigns)
      return { campaign: null, doNotCall: null };
    const hashes = aniHash === null ? [] : await hashesOfCallers(tx, tenantId, [aniHash]);
    const notes = await callNotes(tx, tenantId, callKey);
    const isBarred =
      isMarked(notes) || (await this.isBarredBefore(tx, tenantId, { clinicId, hashes, callKey }));
    const doNotCall = aniHash === null ? null : isBarred;
    const running = await this.running(tx, tenantId, clinicId);
    const answer = running === undefined ? null : answerIn(notes, running.id);
    if (running === undefined || (isBarred && answer === null)) return { campaign: null, doNotCall };
    const before = await this.answeredBefore(tx, tenantId, running.id, { callKey, hashes });
    const { title, sentence } = running.order;
    return { campaign: { id: running.id, title, sentence, answer, before }, doNotCall };
  }

  /**
   * Rejects with 409 `no_campaign` for a note of one that does not run for the call's clinic now, `no_number` for one that
   * is for good about a caller who is known by nothing.
   */
  async refuse(
    tx: EntityManager,
    tenantId: string,
    { call }: CallOfOne,
    note: Pick<CallNote, 'kind'> | Extract<CallNote, { kind: 'campaign' }>,
  ): Promise<void> {
    if ('campaignId' in note) {
      const { clinicId } = call;
      const running =
        clinicId === null ? undefined : await this.running(tx, tenantId, clinicId, note.campaignId);
      if (running === undefined)
        throw conflict('no_campaign', 'That campaign does not run for this clinic now.');
    }
    if (note.kind === 'doNotCall' && numberOf(call) === null)
      throw conflict('no_number', 'The number is withheld: nobody could be known by it.');
  }

  /** Whether the caller said in another call, or when they were called, that they want none. */
  private async isBarredBefore(
    tx: EntityManager,
    tenantId: string,
    { clinicId, hashes, callKey }: Readonly<{ clinicId: string; hashes: readonly string[]; callKey: string }>,
  ): Promise<boolean> {
    const marks = await marksOfClinic(tx, tenantId, clinicId, hashes);
    return isBarredBy([...marks.values()].flat().filter((fact) => !('of' in fact) || fact.of !== callKey));
  }

  /** The campaign of that id, where it runs for the clinic now. */
  async running(
    tx: EntityManager,
    tenantId: string,
    clinicId: string,
    id?: string,
  ): Promise<StoredCampaign | undefined> {
    const clinic = this.settings.current(tenantId).clinic(clinicId);
    const now: Instant = this.clock.now();
    return (await listCampaigns(tx, tenantId)).find(
      (one) =>
        one.clinicId === clinicId &&
        (id === undefined || one.id === id) &&
        stateAt(one, clinic, now) === 'running',
    );
  }

  /** What the caller answered in another call, or when they were called for it. */
  private async answeredBefore(
    tx: EntityManager,
    tenantId: string,
    campaignId: string,
    { callKey, hashes }: Readonly<{ callKey: string; hashes: readonly string[] }>,
  ): Promise<OwnCampaign['before']> {
    if (hashes.length === 0) return null;
    const inCalls = [...(await answersInCalls(tx, tenantId, campaignId, hashes)).values()]
      .flat()
      .filter((fact) => fact.kind === 'answered' && fact.of !== callKey);
    const listed = (await listContacts(tx, tenantId, campaignId)).filter((contact) =>
      contact.hashes.some((hash) => hashes.includes(hash)),
    );
    const kept = listed.flatMap(({ id, answer, answeredAt }) =>
      answer === null || answeredAt === null
        ? []
        : [{ key: `kept ${id}`, at: answeredAt, kind: 'answered' as const, of: 'kept', answer }],
    );
    const ids = new Set(listed.map(({ id }) => id));
    const called = (await contactNotes(tx, tenantId, campaignId)).flatMap(({ about, said, at, noteKey }) =>
      ids.has(about) && (said === 'accepted' || said === 'refused')
        ? [{ key: noteKey, at, kind: 'answered' as const, of: about, answer: said }]
        : [],
    );
    const { state } = foldContact([...inCalls, ...kept, ...called]);
    return state === 'accepted' || state === 'refused' ? state : null;
  }
}

const numberOf = ({ aniHash, aniKind }: CallOfOne['call']): string | null =>
  aniKind === 'withheld' ? null : aniHash;

/** What was noted of a campaign in the call; the last word stands. */
function answerIn(notes: readonly NotedOfCampaign[], id: string): OwnCampaign['answer'] {
  const said = notes.findLast(({ campaignId }) => campaignId === id)?.said;
  return said === 'accepted' || said === 'refused' || said === 'notOffered' ? said : null;
}

/** Whether it was said in the call, and not taken back. What was said may not be folded yet. */
const isMarked = (notes: readonly NotedOfCampaign[]): boolean =>
  notes.findLast(({ said }) => said === 'doNotCall' || said === 'mayCall')?.said === 'doNotCall';
