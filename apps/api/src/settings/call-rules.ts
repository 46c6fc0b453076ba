import type { CallRules } from '@vigie/calls';
import { canonicalNumber } from './phone-number';
import type { ResolvedSettings } from './resolved-settings';

/** What the fold of a call asks of the settings; plain look-ups in tables made once. */
export function toCallRules(settings: ResolvedSettings): CallRules {
  const clinicOfNumber = new Map(
    settings.clinics.flatMap((clinic) =>
      clinic.numbers.map((number) => [canonicalNumber(number), clinic.id] as const),
    ),
  );
  const testNumbers = new Set(settings.testNumbers.map(canonicalNumber));
  const everyClinic = settings.clinic('');
  const clinic = (id: string | null) => (id === null ? everyClinic : settings.clinic(id));
  return {
    clinicOfNumber: (dnis) => clinicOfNumber.get(canonicalNumber(dnis)),
    clinicOfQueue: (queueId) => settings.queue(queueId).clinicId ?? undefined,
    queueIdOf: settings.queueIdOf,
    agentIdOf: settings.agentIdOf,
    teamOfQueue: settings.teamOfQueue,
    teamsOfAgent: settings.teamsOfAgent,
    shortAbandonMs: (clinicId) => clinic(clinicId).shortAbandonMs,
    covered: (clinicId, at) => clinic(clinicId).covered.isOpen(at),
    isCallbackKey: (queueId, key) => settings.queue(queueId).callbackKeys.includes(key),
    isTestNumber: (number) => testNumbers.size > 0 && testNumbers.has(canonicalNumber(number)),
  };
}
