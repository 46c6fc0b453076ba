import { browserSupportsWebAuthn } from '@simplewebauthn/browser';

/** Made of numbers: `192.0.2.7`, `[2001:db8::1]`. */
const numbers = /^\[.*\]$|^\d+(\.\d+){3}$/u;

/** Why passkeys cannot be used at this address or in this browser; null when they can. */
export function whyNoPasskeys(host = globalThis.location.hostname): 'noHost' | 'noBrowser' | null {
  if (numbers.test(host)) return 'noHost';
  return browserSupportsWebAuthn() ? null : 'noBrowser';
}

/** Whether somebody turned away from the browser's question, or let it wait too long. */
export function isTurnedDown(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}
