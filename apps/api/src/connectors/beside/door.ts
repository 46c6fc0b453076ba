import { intakeAnswerSchema, type IntakeAnswer } from '@vigie/contracts';

import { ConnectorFault, toConnectorFault, type ConnectorFaultCode } from '../connector-fault';

/** Where a Vigie takes events in, and the key that may send there. */
export type DoorAddress = Readonly<{ to: string; key: string }>;

const timeoutMs = 60_000;
/** More than an answer holds. */
const mostDetail = 200;

/** The door of a Vigie elsewhere: events go in as lines, and what is answered was committed. */
export class Door {
  /** By how much our clock is ahead of the door's; null until it has answered. */
  aheadMs: number | null = null;

  constructor(
    private readonly address: DoorAddress,
    private readonly now: () => number,
  ) {}

  /** Rejects with a fault where it is not known that all of them arrived: sending them again is always safe. */
  async send(text: string, lines: number, signal: AbortSignal): Promise<IntakeAnswer> {
    const answer = await this.post(text, signal);
    this.measure(answer);
    if (answer.status !== 200) throw await refusalOf(answer);
    const parsed = intakeAnswerSchema.safeParse(await answer.json().catch(() => null));
    // Anything else that answers 200, such as the page of a proxy, has kept nothing.
    if (!parsed.success || parsed.data.received !== lines)
      throw new ConnectorFault('door_wrong', 'It does not answer as Vigie does.');
    return parsed.data;
  }

  private async post(text: string, signal: AbortSignal): Promise<Response> {
    const { to, key } = this.address;
    try {
      return await fetch(new URL('/api/v1/events', to), {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/x-ndjson',
          'user-agent': 'vigie-connect',
        },
        body: text,
      });
    } catch (error) {
      throw faultOfFetch(error);
    }
  }

  /** To the second, which is enough: up to a minute a clock is right. */
  private measure({ headers }: Response): void {
    const there = Date.parse(headers.get('date') ?? '');
    if (Number.isFinite(there)) this.aheadMs = this.now() - there - 500;
  }
}

const codes: Readonly<Record<number, ConnectorFaultCode>> = {
  401: 'key_refused',
  403: 'key_refused',
  413: 'door_too_small',
  429: 'door_busy',
  503: 'door_busy',
};

async function refusalOf(answer: Response): Promise<ConnectorFault> {
  const text = await answer.text().catch(() => '');
  const said = /"code"\s*:\s*"([a-z_]{1,40})"/u.exec(text)?.[1] ?? '';
  const detail = `HTTP ${answer.status} ${said}`.trim();
  const code = codes[answer.status] ?? (answer.status >= 500 ? 'door_away' : 'door_wrong');
  return new ConnectorFault(code, detail);
}

/** What `fetch` wraps: no name, no listener, a certificate that does not hold, or nothing in time. */
function faultOfFetch(error: unknown): ConnectorFault {
  const { cause = error } = error as { readonly cause?: unknown };
  const fault = toConnectorFault(cause);
  const code = fault.code.startsWith('certificate') ? doorCertificates[fault.code] : undefined;
  return new ConnectorFault(code ?? 'door_away', fault.message.slice(0, mostDetail));
}

const doorCertificates: Readonly<Partial<Record<ConnectorFaultCode, ConnectorFaultCode>>> = {
  certificate_expired: 'door_certificate_expired',
  certificate_untrusted: 'door_certificate_untrusted',
};
