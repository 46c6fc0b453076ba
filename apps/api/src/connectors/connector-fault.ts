/** Why a telephone system is not heard: each is a sentence with what to do, on the page and in the docs. */
export const connectorFaults = [
  'unreachable',
  'wrong_protocol',
  'sign_in_refused',
  'right_missing',
  'times_missing',
  'certificate_expired',
  'certificate_untrusted',
  'connection_lost',
  'silent',
  'table_missing',
  'file_missing',
  'file_unreadable',
  'folder_not_allowed',
  'secret_missing',
  'secret_unreadable',
  'secret_known',
  'kind_unknown',
  'address_local',
  'signature_missing',
  'signature_wrong',
  'delivery_old',
  'body_unreadable',
  'mapping_incomplete',
  'access_key_refused',
  'access_key_expired',
  'clock_wrong',
  'queue_missing',
  'queue_right_missing',
  'queue_busy',
  'overrun',
  'database_away',
  'spool_full',
  'disk_full',
  'door_away',
  'door_busy',
  'door_wrong',
  'door_too_small',
  'door_certificate_expired',
  'door_certificate_untrusted',
  'key_refused',
  'internal',
] as const;
export type ConnectorFaultCode = (typeof connectorFaults)[number];

/** A connection that does not work, for a reason that is known. Its message is for whoever runs the system. */
export class ConnectorFault extends Error {
  override readonly name = 'ConnectorFault';

  constructor(
    readonly code: ConnectorFaultCode,
    message = '',
  ) {
    super(message);
  }
}

const certificateFaults: Readonly<Record<string, ConnectorFaultCode>> = {
  CERT_HAS_EXPIRED: 'certificate_expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_untrusted',
  CERT_NOT_YET_VALID: 'certificate_untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate_untrusted',
  CERT_REVOKED: 'certificate_untrusted',
  CERT_UNTRUSTED: 'certificate_untrusted',
  INVALID_CA: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate_untrusted',
};
const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);
const disks: Readonly<Record<string, ConnectorFaultCode>> = {
  ENOENT: 'file_missing',
  ENOTDIR: 'file_missing',
  EACCES: 'file_unreadable',
  EPERM: 'file_unreadable',
  EISDIR: 'file_unreadable',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
};

/** What an error of a socket or a file says about the connection. */
export function toConnectorFault(error: unknown): ConnectorFault {
  if (error instanceof ConnectorFault) return error;
  const { message = String(error) } = error as { readonly message?: string };
  return new ConnectorFault(faultOf(errorCode(error)), message.slice(0, 200));
}

/** The code that Node gives errors of sockets and files; the empty text where there is none. */
export function errorCode(error: unknown): string {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : '';
}

function faultOf(code: string): ConnectorFaultCode {
  if (unreachable.has(code)) return 'unreachable';
  if (code.startsWith('ERR_SSL')) return 'wrong_protocol';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'connection_lost';
  return certificateFaults[code] ?? disks[code] ?? 'internal';
}
