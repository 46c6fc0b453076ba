import { ConnectorFault, errorCode, toConnectorFault, type ConnectorFaultCode } from '../connector-fault';

const faults: readonly (readonly [code: ConnectorFaultCode, names: RegExp])[] = [
  ['clock_wrong', /RequestTimeTooSkewed|RequestExpired|RequestInTheFuture/u],
  ['access_key_expired', /ExpiredToken/u],
  [
    'access_key_refused',
    /InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient|InvalidAccessKeyId|MissingAuthenticationToken|IncompleteSignature|InvalidSecurity|AuthFailure|OptInRequired/u,
  ],
  ['queue_missing', /QueueDoesNotExist|NonExistentQueue|InvalidAddress/u],
  ['queue_right_missing', /AccessDenied|Kms|NotAuthorized/u],
  ['queue_busy', /Throttl|OverLimit|TooManyRequests|ServiceUnavailable|InternalFailure|InternalError/u],
];

/** What the answer of SQS, or none, says of the connection. The name of an error is the only thing of it that is told on. */
export function toSqsFault(error: unknown): ConnectorFault {
  if (error instanceof ConnectorFault) return error;
  const { name = '' } = error as { readonly name?: string };
  const found = faults.find(([, names]) => names.test(name));
  if (found !== undefined) return new ConnectorFault(found[0], name.slice(0, 100));
  if (/Timeout/u.test(name)) return new ConnectorFault('unreachable', name.slice(0, 100));
  const status = statusOf(error);
  if (status >= 500) return new ConnectorFault('queue_busy', `HTTP ${status}`);
  if (status >= 400) return new ConnectorFault('wrong_protocol', `HTTP ${status} ${name.slice(0, 80)}`);
  // What answers there is no queue.
  if (/Syntax|Deserialization/u.test(name)) return new ConnectorFault('wrong_protocol', name);
  return toConnectorFault(unwrapped(error));
}

/** What a socket said, which the client of AWS may have put into an error of its own. */
function unwrapped(error: unknown): unknown {
  const { message = '' } = error as { readonly message?: string };
  const [code] = /\bE[A-Z_]{4,}\b/u.exec(message) ?? [];
  return errorCode(error) !== '' || code === undefined ? error : Object.assign(new Error(message), { code });
}

function statusOf(error: unknown): number {
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode ?? 0;
}
