import { Secret, TOTP } from 'otpauth';

/** A code holds for so long; applications know no other. */
const stepSeconds = 30;
/** A clock may be one step off, before or after. */
const stepsOff = 1;
/** 160 bits, as RFC 4226 asks for. */
const secretBytes = 20;
const sixDigits = /^\d{6}$/u;

/** A new secret for an application, in base32. */
export function newSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** What an application takes in as a picture. */
export function secretUri(
  secret: string,
  { centre, email }: Readonly<{ centre: string; email: string }>,
): string {
  // A colon stands between issuer and account there.
  const issuer = `Vigie ${centre}`.replaceAll(':', ' ');
  return totp(secret, issuer, email).toString();
}

/**
 * Of which step a code is (RFC 6238, SHA-1, six digits; whole steps of 30 s since 1970); null when it is of none that
 * may be given at that moment. Spaces in it say nothing.
 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const token = code.replace(/\s/gu, '');
  if (!sixDigits.test(token)) return null;
  const delta = totp(secret).validate({ token, timestamp: now, window: stepsOff });
  return delta === null ? null : Math.floor(now / (stepSeconds * 1_000)) + delta;
}

function totp(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    secret: Secret.fromBase32(secret),
  });
}
