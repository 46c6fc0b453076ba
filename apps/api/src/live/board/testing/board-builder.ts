import { foldCall, noRules } from '@vigie/calls';
import type { CallFact, CallFactType } from '@vigie/calls';
import type { SettingsFile } from '@vigie/contracts';
import { resolveSettings } from '../../../settings/resolved-settings';
import { toBoardCall } from '../board-call';
import type { BoardCall } from '../board-call';
import type { KnownNames } from '../board-settings';
import { LiveBoard } from '../live-board';
import type { OwedCaller } from '../owed';

const row = { tenantId: 't', name: 'Centre', timezone: 'Europe/Paris', locale: 'fr', demo: false };
const nothingKnown: KnownNames = { clinics: [], queues: [], agents: [] };

/** The instant of a local time of the day the specs play on, a Monday in Europe/Paris. */
export function at(clock: string): number {
  return Date.parse(`2026-03-02T${clock}+01:00`);
}

/** A board at that local time, with these settings, these names and nothing in it. */
export function boardAt(clock: string, file: SettingsFile = {}, names: Partial<KnownNames> = {}): LiveBoard {
  return new LiveBoard(resolveSettings(row, file), { ...nothingKnown, ...names }, at(clock));
}

type Happening = readonly [clock: string, type: CallFactType, fields?: Partial<CallFact>];

/** A call in which these things happened, at clinic and queue `durand` unless they say otherwise. */
export function aCall(key: string, ...happenings: readonly Happening[]): BoardCall {
  const facts = happenings.map(([clock, type, fields], index) => ({
    type,
    at: at(clock),
    tie: `${key}-${index}`,
    clinicId: 'durand',
    queueId: 'durand',
    ...fields,
  }));
  return toBoardCall({ callKey: key, source: '/pbx', call: foldCall(facts, noRules) });
}

/** What clinic `durand` owes the caller `a` since that local time. */
export function anOwed(id: string, clock: string, more: Partial<OwedCaller>): OwedCaller {
  return {
    id,
    clinicId: 'durand',
    teamId: 'durand',
    callerKey: 'durand\u0000a',
    callKey: null,
    openedAt: at(clock),
    latestAt: at(clock),
    calls: 1,
    state: 'open',
    closedAt: null,
    closedAs: null,
    sameHalfDay: false,
    beforeClosing: false,
    followup: null,
    endsAt: null,
    counted: true,
    ...more,
  };
}
