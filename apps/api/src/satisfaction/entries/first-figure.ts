/** What first told an answer's clinic: a month of it, or a block of months; each step of a cell has a name of its own. */
export const monthFigure = (month: string, clinicId: string, version: number): string =>
  `month ${month} ${version} ${clinicId}`;

export const blockFigure = (
  block: { readonly firstMonth: string; readonly months: number },
  clinicId: string,
  version: number,
): string => `block ${block.firstMonth} ${block.months} ${version} ${clinicId}`;

/** Whether it was a month's own figure. */
export const isMonthFigure = (toldIn: string | null): boolean => toldIn?.startsWith('month ') === true;

/** The block that told it, as `firstMonth months`; undefined when none did. */
export function blockOfFigure(toldIn: string | null): string | undefined {
  return toldIn === null ? undefined : /^block (\S+ \d+) /u.exec(toldIn)?.[1];
}

/** Where an answer is hidden: nowhere, in its clinic, or in a month of its clinic inside a block. */
export function hidingPlace(clinicId: string, month: string, toldIn: string | null): string | null {
  if (clinicId === '' || isMonthFigure(toldIn)) return null;
  return toldIn === null ? clinicId : `${clinicId} ${month}`;
}
