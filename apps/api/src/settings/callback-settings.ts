import type { Instant } from '@vigie/calls';
import type { SettingsFile } from '@vigie/contracts';
import { dayOfDate, dayMs, zoneOf } from '@vigie/metrics';

import { clockMinutes, type Calendar } from './calendar';

/** How a centre calls its patients back. */
export type CallbackSettings = {
  /** Numbers that many patients call from, as written. */
  readonly sharedNumbers: readonly string[];
  /** Their hashes, under every key. */
  readonly sharedCallers: readonly string[];
  /** Whether a caller's hash is of such a number. */
  readonly isSharedCaller: (aniHash: string) => boolean;
  /** From how long a conversation on our own call is taken to have reached the patient. */
  readonly reachedFromMs: number;
  /** The centre's own words for why a call back was ended. */
  readonly callbackReasons: readonly string[];
};

/** When the patients of one clinic are called back, and by whom. */
export type ClinicCallbackSettings = {
  readonly callingHours: Calendar;
  /** Whether the clinic's own people call back too. */
  readonly callsBack: boolean;
  /** How soon somebody whom nobody answered should be called back. */
  readonly callbackTargetMs: number;
  /** Which share of them should be reached before it closes; null: none is promised. */
  readonly reachedBeforeClosingTarget: number | null;
  readonly eveningNote: EveningNote;
  /** Whether calls to its patients are planned here. */
  readonly followUps: boolean;
  /** Whether patients of follow-ups after a discharge are asked how they are. */
  readonly dischargeQuestions: boolean;
  readonly alerts: AlertContact;
  /** Whether an outcome that ends a row takes a reason and a note. */
  readonly callbackNotes: boolean;
  /** What a message for it must hold. */
  readonly messageFields: readonly string[];
  /** Whether campaigns run here. */
  readonly campaigns: boolean;
  /** Its instruction to keep the numbers of callers who are to be called back; null: none is kept. */
  readonly keptNumbers: KeptNumbers | null;
};

/** How long numbers of a clinic's callers are kept. */
export type KeptNumbers = {
  /** When the instruction ends. */
  readonly endsAt: Instant;
  /** How long after a call was due its number stays at most, in ms. */
  readonly afterDueMs: number;
};

/** Who is told at once that an answer of a patient asks for attention: by e-mail, by a signed webhook, or both. */
export type AlertContact = { readonly recipients: readonly string[]; readonly webhook: string | null };

/** Who is told each evening who is still owed a call, and from when on by the clinic's clock, in ms after midnight. */
export type EveningNote = { readonly recipients: readonly string[]; readonly atMs: number };

type Centre = Pick<
  NonNullable<SettingsFile['centre']>,
  'sharedNumbers' | 'reachedFromSeconds' | 'callbackReasons'
>;

type Clinic = Pick<
  NonNullable<SettingsFile['clinics']>[number],
  | 'callsBack'
  | 'callbackTargetMinutes'
  | 'reachedBeforeClosingTarget'
  | 'eveningNoteRecipients'
  | 'eveningNoteAt'
  | 'followUps'
  | 'dischargeQuestions'
  | 'alertRecipients'
  | 'alertWebhook'
  | 'callbackNotes'
  | 'messageFields'
  | 'campaigns'
  | 'keptNumbers'
>;

/** Who called, where they are reached, and what it is about. */
const usualMessageFields = ['name', 'number', 'reason'];

/** Who calls the patients of a clinic back, and how soon. */
export function resolveClinicCallbacks(
  {
    callsBack = false,
    callbackTargetMinutes = 60,
    reachedBeforeClosingTarget,
    eveningNoteRecipients = [],
    eveningNoteAt = '19:00',
    callbackNotes = false,
    campaigns = false,
    messageFields = usualMessageFields,
    keptNumbers,
    ...clinic
  }: Clinic,
  timezone: string,
): Omit<ClinicCallbackSettings, 'callingHours'> {
  return {
    ...resolveFollowups(clinic),
    callsBack,
    callbackNotes,
    campaigns,
    messageFields: [...new Set(messageFields)],
    keptNumbers: resolveKeptNumbers(keptNumbers, timezone),
    callbackTargetMs: callbackTargetMinutes * 60_000,
    reachedBeforeClosingTarget: reachedBeforeClosingTarget ?? null,
    eveningNote: { recipients: eveningNoteRecipients, atMs: clockMinutes(eveningNoteAt) * 60_000 },
  };
}

function resolveFollowups({
  followUps = false,
  dischargeQuestions = false,
  alertRecipients = [],
  alertWebhook,
}: Clinic): Pick<ClinicCallbackSettings, 'followUps' | 'dischargeQuestions' | 'alerts'> {
  const alerts = { recipients: alertRecipients, webhook: alertWebhook ?? null };
  return { followUps, dischargeQuestions, alerts };
}

/** It holds until the end of its last day, by the clinic's clock. */
function resolveKeptNumbers(setting: Clinic['keptNumbers'], timezone: string): KeptNumbers | null {
  if (setting === undefined) return null;
  return {
    endsAt: zoneOf(timezone).startOfDay(dayOfDate(setting.until) + 1),
    afterDueMs: (setting.daysAfterDue ?? 7) * dayMs,
  };
}

/** The clinics of which a number may be kept, each with how long: looked at for every request that comes in. */
export const numberKeepers = (
  clinics: readonly (Pick<ClinicCallbackSettings, 'keptNumbers'> & { readonly id: string })[],
): ReadonlyMap<string, KeptNumbers> =>
  new Map(clinics.flatMap(({ id, keptNumbers }) => (keptNumbers === null ? [] : [[id, keptNumbers]])));

/** Those of them whose instruction holds. */
export function numberKeepersAt(
  { numberKeepers: all }: { readonly numberKeepers: ReadonlyMap<string, KeptNumbers> },
  now: Instant,
): ReadonlyMap<string, KeptNumbers> {
  return all.size === 0 ? all : new Map([...all].filter(([, { endsAt }]) => now < endsAt));
}

/** Hashes are not known here: whoever has the tenant's key says which are of shared numbers. */
export function resolveCallbacks({
  sharedNumbers = [],
  reachedFromSeconds = 30,
  callbackReasons = [],
}: Centre): CallbackSettings {
  return {
    sharedNumbers,
    callbackReasons: [...new Set(callbackReasons)],
    reachedFromMs: reachedFromSeconds * 1000,
    sharedCallers: [],
    isSharedCaller: () => false,
  };
}

/** Somebody who answers, and calls back. */
export type AgentSettings = {
  readonly id: string;
  readonly name: string;
  /** The set that rings when a patient is called for them; null: none is known. */
  readonly extension: string | null;
};

export function resolveAgent({
  id,
  name = id,
  extension,
}: NonNullable<SettingsFile['agents']>[number]): AgentSettings {
  return { id, name, extension: extension ?? null };
}
