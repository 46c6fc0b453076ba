import type { ClinicView } from '@vigie/contracts';

import type { TroubleList } from '../live/trouble-list';

const shownAtMost = 5;

/** The five worst clinics, in the order of the list of trouble; a clinic that is calm again is not shown. */
export function worstClinics(
  trouble: TroubleList,
  clinics: { readonly [id: string]: ClinicView },
): readonly ClinicView[] {
  return trouble.entries
    .filter((entry) => entry.calmSince === null)
    .map((entry) => clinics[entry.id])
    .filter((clinic) => clinic !== undefined)
    .slice(0, shownAtMost);
}
