/** A box on the screen, in CSS pixels. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};
type Size = { readonly width: number; readonly height: number };

const gap = 8;

/** Where a card goes: under its number, above it where there is more room, always wholly on the screen. */
export function placeCard(
  anchor: Box,
  card: Size,
  screen: Size,
): { readonly left: number; readonly top: number } {
  const left = Math.max(gap, Math.min(anchor.left, screen.width - card.width - gap));
  const lowest = Math.max(gap, screen.height - card.height - gap);
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - gap - card.height;
  const top = below > lowest && above >= gap ? above : below;
  return { left, top: Math.max(gap, Math.min(top, lowest)) };
}
