import { ServerSaidNo } from '../shell/ask-server';
import type { WordKey } from '../words/dictionary';

/** The least number of characters the server takes. */
const shortest = 12;

/** What is wrong with a password chosen twice, before it is sent; null when nothing is. */
export function wrongChoice(password: string, again: string): WordKey | null {
  if ([...password].length < shortest) return 'account.welcome.short';
  return password === again ? null : 'account.welcome.differ';
}

/** Whether the server finds the password too easy to guess. */
export function isWeak(error: unknown): boolean {
  return error instanceof ServerSaidNo && error.code === 'weak_password';
}
