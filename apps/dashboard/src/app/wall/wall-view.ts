/** What the lower half of the wall shows. */
export const wallViews = ['teams', 'day'] as const;
export type WallView = (typeof wallViews)[number];

const viewMs = 20_000;

/** Which view is up: the teams while anybody waits past the limit or the turning is stopped, else each in turn for 20 s. */
export function wallView(now: number, pastLimit: boolean, stopped: boolean): WallView {
  if (pastLimit || stopped) return 'teams';
  return wallViews[Math.floor(now / viewMs) % wallViews.length] ?? 'teams';
}
