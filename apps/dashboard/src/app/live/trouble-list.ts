import type { ClinicView } from '@vigie/contracts';

/** Clinics in trouble, in the order drawn. */
export type TroubleList = readonly string[];

export type TroubleInput = {
  readonly clinics: { readonly [id: string]: ClinicView };
  /** Whether the pointer or the keyboard is on the list: then nothing on it moves. */
  readonly held: boolean;
};

/** The order of the server, which holds still for a minute at a time. */
function inOrder(clinics: TroubleInput['clinics']): string[] {
  return Object.values(clinics)
    .flatMap(({ id, troubleRank }) => (troubleRank === null ? [] : [{ id, troubleRank }]))
    .sort((a, b) => a.troubleRank - b.troubleRank)
    .map(({ id }) => id);
}

/** The list a moment later. While it is held, rows stay where they are, calm ones too; who comes stands at the end. */
export function nextTroubleList(
  before: TroubleList | undefined,
  { clinics, held }: TroubleInput,
): TroubleList {
  const ids = inOrder(clinics);
  if (!held || before === undefined) return ids;
  const there = before.filter((id) => clinics[id] !== undefined);
  return [...there, ...ids.filter((id) => !there.includes(id))];
}
