import { computed, inject, linkedSignal, resource, Service, signal } from '@angular/core';
import type {
  CallNote,
  CampaignNote,
  CallOutcome,
  Noted as NotedAnswer,
  OwnCall,
  OwnCallAnswer,
  OwnSheet,
  PromisedTime,
} from '@vigie/contracts';

import { LiveStore } from '../live/live-store';
import { addressOf, askServer, failureOf } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { changeFailureOf, type ChangeFailure } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import type { CampaignKey } from './call-keys';
import { notedShape, ownCallAnswerShape, ownSheetShape } from './secretary-answers';

/** What a note says, without the call it is of. */
type Distributed<T> = T extends unknown ? Omit<T, 'id' | 'callId'> : never;
export type SaidOfCall = Distributed<CallNote>;

/** What was noted of a call from this page, which its call does not tell. */
type Noted = Readonly<{
  urgent?: boolean;
  difficult?: boolean;
  /** Why it is difficult. */
  why?: string;
  appointment?: boolean;
  reason?: string;
  outcome?: CallOutcome;
  pathId?: string;
  until?: PromisedTime;
  dueAt?: string | null;
  unclear?: boolean;
  campaign?: CampaignNote;
  doNotCall?: boolean;
  missed?: readonly string[];
  proposed?: readonly string[];
  /** Follow-ups that were planned on it, and those that are not needed any more, by id. */
  planned?: OwnCall['followups'];
  unplanned?: readonly string[];
}>;

const root = '/api/v1/own-call';

/** The call of the secretary whose page it is, what is said for its clinic, and what she noted of it. */
@Service()
export class OwnCallStore {
  private readonly live = inject(LiveStore);
  private readonly tenants = inject(Tenants);

  /** Another one whenever her own line of the board tells of something else. */
  private readonly turn = computed(() => {
    const [own] = this.live.agents();
    const rings = this.live.waiting().map(({ id }) => id);
    return [own?.state, own?.since, own?.clinicId, ...rings].join(' ');
  });
  private readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen(), turn: this.turn() }),
    loader: async ({ params: { tenant }, abortSignal }) =>
      readAnswer(ownCallAnswerShape, await askServer(addressOf(root, { tenant }), { signal: abortSignal })),
  });
  /** While it is asked again what was known stands. */
  private readonly answer = linkedSignal<OwnCallAnswer | undefined, OwnCallAnswer | null>({
    source: () => (this.read.hasValue() ? this.read.value() : undefined),
    computation: (answer, before) => answer ?? before?.value ?? null,
  });
  readonly failure = computed(() => {
    const error = this.read.error();
    return error === undefined || this.answer() !== null ? null : failureOf(error);
  });
  readonly isRead = computed(() => this.answer() !== null);
  readonly call = computed<OwnCall | null>(() => this.answer()?.call ?? null);
  readonly reasons = computed(() => this.answer()?.reasons ?? []);

  /** Another clinic whose sheet she looks at; null: that of her call. */
  readonly otherClinic = linkedSignal<string | undefined, string | null>({
    source: () => this.call()?.id,
    computation: () => null,
  });
  private readonly clinicId = computed(() => this.otherClinic() ?? this.call()?.clinicId ?? undefined);
  private readonly sheetRead = resource({
    params: () => {
      const clinicId = this.clinicId();
      return clinicId === undefined
        ? undefined
        : { clinicId, tenant: this.tenants.chosen(), call: this.call()?.id };
    },
    loader: async ({ params: { clinicId, tenant }, abortSignal }) => {
      const address = addressOf(`${root}/sheet`, { clinicId, tenant });
      return readAnswer(ownSheetShape, await askServer(address, { signal: abortSignal }));
    },
  });
  private readonly lastSheet = linkedSignal<OwnSheet | undefined, OwnSheet | null>({
    source: () => (this.sheetRead.hasValue() ? this.sheetRead.value() : undefined),
    computation: (sheet, before) => sheet ?? before?.value ?? null,
  });
  /** What is said for the clinic that is looked at; null while that is not known. */
  readonly sheet = computed(() => {
    const sheet = this.lastSheet();
    return sheet?.clinicId === this.clinicId() ? sheet : null;
  });
  readonly isOwnSheet = computed(() => this.otherClinic() === null);

  private readonly kept = signal<ReadonlyMap<string, Noted>>(new Map());
  /** What was noted of the call that is shown: from this page, else as the call tells. */
  readonly noted = computed<Noted>(() => {
    const call = this.call();
    if (call === null) return {};
    const { urgent, difficult, difficultReason, appointmentObtained, reason, campaign, doNotCall } = call;
    const answer = campaign?.answer ?? null;
    const told = {
      urgent,
      difficult,
      ...(difficultReason !== null && { why: difficultReason }),
      ...(appointmentObtained !== null && { appointment: appointmentObtained }),
      ...(reason !== null && { reason }),
      ...(answer !== null && { campaign: answer }),
      ...(doNotCall !== null && { doNotCall }),
    };
    return { ...told, ...this.kept().get(call.id) };
  });
  /** The follow-ups of the call that is shown: as the server tells them, and as they were planned here since. */
  readonly followups = computed<OwnCall['followups']>(() => {
    const { planned = [], unplanned = [] } = this.noted();
    const told = new Map([...(this.call()?.followups ?? []), ...planned].map((one) => [one.id, one]));
    return [...told.values()].filter(({ id }) => !unplanned.includes(id));
  });
  /** Why the last note was not kept; null while none failed. */
  readonly refusal = signal<ChangeFailure | null>(null);

  /** Notes something of a call, that of the page where none is named: shown at once, and taken back where it is not kept. */
  async note(said: SaidOfCall, callId = this.call()?.id): Promise<boolean> {
    if (callId === undefined) return false;
    const before = this.kept().get(callId) ?? {};
    this.keep(callId, { ...before, ...shownOf(said, before) });
    this.refusal.set(null);
    try {
      const address = addressOf(`${root}/notes`, { tenant: this.tenants.chosen() });
      const body = { ...said, id: crypto.randomUUID(), callId };
      const noted = readAnswer(notedShape, await askServer(address, { method: 'POST', body }));
      const kept = this.kept().get(callId) ?? {};
      this.keep(callId, { ...kept, ...toldOf(said, noted, kept) });
      return true;
    } catch (error) {
      this.keep(callId, before);
      this.refusal.set(changeFailureOf(error));
      return false;
    }
  }

  /** What the caller says to the campaign of the call's clinic; pressed again it is taken back. False where there is nothing to say. */
  noteCampaign(key: CampaignKey): boolean {
    const call = this.call();
    if (call === null || call.phase === 'ringing') return false;
    const { campaign: answer, doNotCall } = this.noted();
    if (key === 'doNotCall') {
      if (call.doNotCall === null) return false;
      void this.note({ kind: 'doNotCall', isSo: doNotCall !== true });
    } else {
      if (call.campaign === null) return false;
      const said = answer === key ? 'none' : key;
      void this.note({ kind: 'campaign', campaignId: call.campaign.id, answer: said });
    }
    return true;
  }

  private keep(callId: string, noted: Noted): void {
    this.kept.update((kept) => new Map(kept).set(callId, noted));
  }
}

/** What only the server tells of a note that it kept. */
function toldOf(said: SaidOfCall, { dueAt, followupId }: NotedAnswer, kept: Noted): Noted {
  if (said.kind === 'promised') return { dueAt };
  if (said.kind !== 'planned' || followupId === null || dueAt === null) return {};
  return { planned: [...(kept.planned ?? []), { id: followupId, type: said.type, dueUntil: dueAt }] };
}

type Shown = {
  readonly [K in SaidOfCall['kind']]: (said: Extract<SaidOfCall, { kind: K }>, before: Noted) => Noted;
};

/** What the page shows of a note before it is kept. */
const shown: Shown = {
  urgent: ({ isSo }) => ({ urgent: isSo }),
  difficult: ({ isSo, why }) => ({ difficult: isSo, ...(why !== undefined && { why }) }),
  appointment: ({ isSo }) => ({ appointment: isSo }),
  reason: ({ reason }) => ({ reason }),
  outcome: ({ outcome }) => ({ outcome }),
  path: ({ pathId }) => ({ pathId }),
  promised: ({ until }) => ({ until, dueAt: null }),
  unclear: () => ({ unclear: true }),
  missed: ({ question }, { missed = [] }) => ({ missed: [...missed, question] }),
  proposed: ({ question }, { proposed = [] }) => ({ proposed: [...proposed, question] }),
  campaign: ({ answer }) => ({ campaign: answer }),
  doNotCall: ({ isSo }) => ({ doNotCall: isSo }),
  found: () => ({}),
  planned: () => ({}),
  unplanned: ({ followupId }, { unplanned = [] }) => ({ unplanned: [...unplanned, followupId] }),
};

const shownOf = (said: SaidOfCall, before: Noted): Noted =>
  (shown[said.kind] as (said: SaidOfCall, before: Noted) => Noted)(said, before);
