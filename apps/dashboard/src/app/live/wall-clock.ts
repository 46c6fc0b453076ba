/** What the clock on the wall shows in a time zone, as a field for day and time has it: `2026-10-14T10:02:10`. */
export function wallClockOf(at: number, zone: string | undefined): string {
  return clockIn(zone).format(at).replace(' ', 'T');
}

/**
 * The instant at which the clock on the wall shows this; null where it is no day and time. Of an hour that comes twice,
 * when clocks are set back, the first; of one that never comes, the hour after.
 */
export function instantOfWallClock(text: string, zone: string | undefined): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsets = [asUtc - dayMs, asUtc + dayMs].map((at) => offsetAt(at, zone));
  const instants = offsets.map((offset) => asUtc - offset).toSorted((a, b) => a - b);
  const shown = instants.find((at) => at + offsetAt(at, zone) === asUtc);
  return shown ?? instants[1] ?? null;
}

const dayMs = 86_400_000;

function offsetAt(at: number, zone: string | undefined): number {
  return Date.parse(`${wallClockOf(at, zone)}Z`) - Math.floor(at / 1000) * 1000;
}

function clockIn(zone: string | undefined): Intl.DateTimeFormat {
  const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('sv-SE', {
    ...date,
    ...time,
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
}
