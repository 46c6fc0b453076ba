import type { PromisedTime } from '@vigie/contracts';

/** What a secretary notes with one key, held with Alt so that it works while she types. */
export const callKeys = [
  { kind: 'urgent', key: 'U' },
  { kind: 'appointment', key: 'R' },
  { kind: 'difficult', key: 'D' },
  { kind: 'missed', key: 'Q' },
  { kind: 'promised', key: 'S' },
  { kind: 'unclear', key: 'P' },
] as const;
/** What she notes of the campaign of the call's clinic. */
export const campaignKeys = [
  { kind: 'accepted', key: 'A' },
  { kind: 'refused', key: 'N' },
  { kind: 'notOffered', key: 'O' },
  { kind: 'doNotCall', key: 'X' },
] as const;
export type CampaignKey = (typeof campaignKeys)[number]['kind'];
export type CallKey = (typeof callKeys)[number]['kind'];

/** Pressed again, the key of a promise is of the next time. */
export const nextPromise: Readonly<Record<PromisedTime, PromisedTime>> = {
  none: 'today',
  today: 'nextOpenDay',
  nextOpenDay: 'none',
};

/** What a key that was pressed asks for. */
export type PressedKey = CallKey | 'propose' | 'search' | 'seen' | { readonly outcome: number };

/** `/` leads to the search from anywhere but a field; null for what is no key of ours. */
export function pressedKey(event: KeyboardEvent): PressedKey | null {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) return keyWithAlt(event);
  const isTyping = (event.target as HTMLElement).closest('input, select, textarea') !== null;
  return event.key === '/' && !isTyping ? 'search' : null;
}

/** What a key that was pressed says of a campaign; null for another. */
export function campaignKeyOf(event: KeyboardEvent): CampaignKey | null {
  if (!event.altKey || event.ctrlKey || event.metaKey) return null;
  const letter = letterOf(event);
  return campaignKeys.find(({ key }) => key === letter)?.kind ?? null;
}

function keyWithAlt(event: KeyboardEvent): PressedKey | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(event.code)?.[1];
  if (digit !== undefined) return { outcome: Number(digit) - 1 };
  const letter = letterOf(event);
  if (letter === 'F') return 'propose';
  if (letter === 'L') return 'seen';
  return callKeys.find(({ key }) => key === letter)?.kind ?? null;
}

/** The letter by what it writes; where Alt makes it another sign, by its place. */
function letterOf({ key, code }: KeyboardEvent): string {
  if (/^[a-z]$/iu.test(key)) return key.toUpperCase();
  return /^Key([A-Z])$/u.exec(code)?.[1] ?? '';
}
