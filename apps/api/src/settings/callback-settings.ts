import type { SettingsFile } from '@vigie/contracts';

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
};

/** Who is told each evening who is still owed a call, and from when on by the clinic's clock, in ms after midnight. */
export type EveningNote = { readonly recipients: readonly string[]; readonly atMs: number };

type Centre = Pick<NonNullable<SettingsFile['centre']>, 'sharedNumbers' | 'reachedFromSeconds'>;

type Clinic = Pick<
  NonNullable<SettingsFile['clinics']>[number],
  | 'callsBack'
  | 'callbackTargetMinutes'
  | 'reachedBeforeClosingTarget'
  | 'eveningNoteRecipients'
  | 'eveningNoteAt'
  | 'followUps'
>;

/** Who calls the patients of a clinic back, and how soon. */
export function resolveClinicCallbacks({
  callsBack = false,
  callbackTargetMinutes = 60,
  reachedBeforeClosingTarget,
  eveningNoteRecipients = [],
  eveningNoteAt = '19:00',
  followUps = false,
}: Clinic): Omit<ClinicCallbackSettings, 'callingHours'> {
  return {
    callsBack,
    followUps,
    callbackTargetMs: callbackTargetMinutes * 60_000,
    reachedBeforeClosingTarget: reachedBeforeClosingTarget ?? null,
    eveningNote: { recipients: eveningNoteRecipients, atMs: clockMinutes(eveningNoteAt) * 60_000 },
  };
}

/** Hashes are not known here: whoever has the tenant's key says which are of shared numbers. */
export function resolveCallbacks({ sharedNumbers = [], reachedFromSeconds = 30 }: Centre): CallbackSettings {
  return {
    sharedNumbers,
    reachedFromMs: reachedFromSeconds * 1000,
    sharedCallers: [],
    isSharedCaller: () => false,
  };
}
