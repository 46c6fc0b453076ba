import type { CallRules } from '@vigie/calls';
import { canonicalNumber, type HomeCountry } from '../privacy/caller-number';
import type { ResolvedSettings } from './resolved-settings';

/** What the fold of a call asks of the settings; plain look-ups in tables made once. */
export function toCallRules(settings: ResolvedSettings): CallRules {
  const clinicOfNumber = new Map(
    settings.clinics.flatMap((clinic) =>
      clinic.numbers.map((number) => [canonicalNumber(number, clinic.country), clinic.id] as const),
    ),
  );
  const testNumbers = new Set(
    settings.testNumbers.map((number) => canonicalNumber(number, settings.country)),
  );
  const spellings = spellingsIn([settings.country, ...settings.clinics.map(({ country }) => country)]);
  const everyClinic = settings.clinic('');
  const clinic = (id: string | null) => (id === null ? everyClinic : settings.clinic(id));
  return {
    clinicOfNumber: (dnis) => {
      const known = spellings(dnis).find((spelling) => clinicOfNumber.has(spelling));
      return known === undefined ? undefined : clinicOfNumber.get(known);
    },
    clinicOfQueue: (queueId) => settings.queue(queueId).clinicId ?? undefined,
    queueIdOf: settings.queueIdOf,
    agentIdOf: settings.agentIdOf,
    teamOfQueue: settings.teamOfQueue,
    teamsOfAgent: settings.teamsOfAgent,
    shortAbandonMs: (clinicId) => clinic(clinicId).shortAbandonMs,
    covered: (clinicId, at) => clinic(clinicId).covered.isOpen(at),
    isCallbackKey: (queueId, key) => settings.queue(queueId).callbackKeys.includes(key),
    isTestNumber: (number) =>
      testNumbers.size > 0 && testNumbers.has(canonicalNumber(number, settings.country)),
  };
}

const mostRemembered = 20_000;

/**
 * How a dialled number may be read where clinics are in several countries: as one of the centre's, else as one of
 * another's. Remembered, since the same few numbers are dialled all day.
 */
function spellingsIn(all: readonly HomeCountry[]): (number: string) => readonly string[] {
  const countries = [...new Set(all)];
  const known = new Map<string, readonly string[]>();
  return (number) => {
    const remembered = known.get(number);
    if (remembered !== undefined) return remembered;
    const made = [...new Set(countries.map((country) => canonicalNumber(number, country)))];
    if (known.size < mostRemembered) known.set(number, made);
    return made;
  };
}
