/** It brings readers of every kind of certificate, which take a tenth of the start: read when the first passkey is used. */
export const webAuthn = (): Promise<typeof import('@simplewebauthn/server')> =>
  import('@simplewebauthn/server');
