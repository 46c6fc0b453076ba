const nbsp = '\u00a0';
const minuteSeconds = 60;
const hourSeconds = 3600;

/** Below this base a rate is told as counts: "6/7", since one call more or less would move it by points. */
export const countsBelow = 20;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A duration in words of a clock: `18 s`, `2 min 14`, `1 h 05`. Negative is 0; parts of a second are dropped. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < minuteSeconds) return `${seconds}${nbsp}s`;
  if (seconds < hourSeconds) {
    return `${Math.floor(seconds / minuteSeconds)}${nbsp}min${nbsp}${twoDigits(seconds % minuteSeconds)}`;
  }
  const minutes = Math.floor(seconds / minuteSeconds);
  return `${Math.floor(minutes / minuteSeconds)}${nbsp}h${nbsp}${twoDigits(minutes % minuteSeconds)}`;
}

/** A line of wait: `20 s`, `1 min`, `1 min 30`. */
export function lineText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds >= minuteSeconds && seconds % minuteSeconds === 0
    ? `${seconds / minuteSeconds}${nbsp}min`
    : durationText(ms);
}

/**
 * A fraction in percent to so many digits, never rounded up to 100 nor down to 0 when it is not exactly that:
 * "100 %" must mean all.
 */
export function percentValue(fraction: number, digits: number): number {
  const scale = 10 ** digits;
  const rounded = Math.round(fraction * 100 * scale) / scale;
  if (rounded >= 100 && fraction < 1) return 100 - 1 / scale;
  if (rounded <= 0 && fraction > 0) return 1 / scale;
  return rounded;
}

/** Points between a rate and its target, to a tenth; null when the target is met or nothing was counted. */
export function pointsUnder(value: number | null, target: number): number | null {
  if (value === null || value >= target) return null;
  return Math.max(0.1, Math.round((target - value) * 1000) / 10);
}

/** Points by which a rate is above its target, to a tenth; 0 when it is not. */
export function pointsOver(value: number | null, target: number): number {
  return value === null || value <= target ? 0 : Math.round((value - target) * 1000) / 10;
}

/** A fixed instant of the day in words: `8 h 51` in French, `08:51` elsewhere. */
export function timeText(clock: string, language: string): string {
  return language === 'fr' ? clock.replace(/^0/u, '').replace(':', `${nbsp}h${nbsp}`) : clock;
}
