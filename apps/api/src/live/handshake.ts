import { liveProtocolVersion } from '@vigie/contracts';

/** Whether a client may go on: it speaks this version of the protocol, or does not say which it speaks. */
export function speaksOurProtocol(auth: { readonly protocol?: unknown }): boolean {
  return auth.protocol === undefined || auth.protocol === liveProtocolVersion;
}
