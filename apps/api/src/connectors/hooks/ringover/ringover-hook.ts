import { createHmac } from 'node:crypto';

import { ConnectorFault } from '../../connector-fault';
import { headerOf, readMessage, type Delivery, type Hook, type HookFact, type HookReading } from '../hook';
import { freshSeconds, isSame, secretOf, signedHeader, wrongSignature } from '../signatures';
import { arrivalOf, meaningless, said, VendorMessage } from '../vendor-message';

const jwtHeader = 'x-ringover-webhook-signature';
const macHeader = 'x-ringover-webhook-signature-v3';
const macTimeHeader = 'x-ringover-request-signature-v3-timestamp';

/** Ringover, after its documentation and programs that receive from it: a signed token (JWT), or its third manner of signing. */
export const ringoverHook: Hook = {
  admit: (connector, delivery) => {
    const secret = secretOf(connector);
    if (headerOf(delivery, macHeader) === undefined) return messageOfToken(delivery, secret);
    checkMac(delivery, secret);
    return delivery.body.toString('utf8');
  },
  read: (message) => new RingoverMessage(message).read(),
};

/** Base64 of the HMAC-SHA-256 of method, address, body and timestamp. */
function checkMac(delivery: Delivery, secret: string): void {
  const at = headerOf(delivery, macTimeHeader);
  freshSeconds(at, delivery);
  const given = signedHeader(delivery, macHeader);
  const isRight = delivery.addresses.some((address) => {
    const mac = createHmac('sha256', secret)
      .update(`POST${address}`)
      .update(delivery.body)
      .update(at ?? '');
    return isSame(given, mac.digest('base64'));
  });
  if (!isRight) throw wrongSignature('The signature is not of our secret and address (VIGIE_ORIGINS).');
}

/**
 * The token holds the message itself: that is taken, not the body beside it, which nothing protects. One that holds none must at least
 * be new.
 */
function messageOfToken(delivery: Delivery, secret: string): string {
  const text = claimsOf(signedHeader(delivery, jwtHeader).replace(/^Bearer +/u, ''), secret);
  const token = new VendorMessage(readMessage(text));
  refuseForeign(token.text('url'), delivery.addresses);
  if (token.text('event') !== undefined) return text;
  const { payload } = readMessage(text) as { readonly payload?: unknown };
  if (typeof payload === 'string') return payload;
  if (typeof payload === 'object' && payload !== null) return JSON.stringify(payload);
  freshSeconds(token.text('iat'), delivery);
  return delivery.body.toString('utf8');
}

/** What a token claims. Throws `signature_wrong`. */
function claimsOf(token: string, secret: string): string {
  const [head = '', claims = '', signature = '', ...rest] = token.split('.');
  const mac = createHmac('sha512', secret).update(`${head}.${claims}`).digest('base64url');
  if (rest.length > 0 || !isSame(signature, mac)) throw wrongSignature();
  const decoded = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');
  if (new VendorMessage(readMessage(decoded(head))).text('alg') !== 'HS512')
    throw wrongSignature('The token is not signed by HS512.');
  const text = decoded(claims);
  const isObject = /^\s*\{/u.test(text);
  if (!isObject) throw wrongSignature('The token claims nothing.');
  return text;
}

/** A token for another address of the same account is none for ours. */
function refuseForeign(url: string | undefined, addresses: readonly string[]): void {
  if (url === undefined || addresses.length === 0 || addresses.includes(url)) return;
  throw new ConnectorFault('signature_wrong', 'It is signed for another address than ours (VIGIE_ORIGINS).');
}

const beside: ReadonlySet<string> = new Set(
  'aftercall tags comments tags_updated comments_updated record_available voicemail_available'.split(' '),
);
const closed = /OUT_?(?:OF_)?(?:PLANNING|HOURS|OPENING|SCHEDULE)|CLOSED/iu;
const notTaken = /NO_?ANSWER|NOANSWER|TIMEOUT|BUSY|UNAVAILABLE/iu;

class RingoverMessage {
  private readonly message: VendorMessage;

  constructor(message: unknown) {
    this.message = new VendorMessage(message);
  }

  read(): HookReading {
    const { message } = this;
    const event = message.text('event');
    if (event === undefined) return message.problem('kind_missing', 'event');
    const resource = message.text('resource') ?? 'call';
    if (resource !== 'call') return meaningless(`${resource}.${event}`);
    if (beside.has(event) || message.text('data.is_internal') === 'true') return said([]);
    const at = message.at('timestamp');
    if (at === undefined)
      return message.problem(
        message.text('timestamp') === undefined ? 'time_missing' : 'time_unreadable',
        'timestamp',
      );
    const subject = message.id('data.call_id', 'data.id');
    if (subject === undefined) return message.problem('call_missing', 'data.call_id');
    const more = this.factsOf(event, { subject, at });
    return more === null ? meaningless(event) : said([...this.began(subject, at), ...more]);
  }

  private began(subject: string, at: number): HookFact[] {
    const { message, isInbound } = this;
    return arrivalOf({
      subject,
      at: message.at('data.start_time') ?? at,
      direction: isInbound ? 'inbound' : 'outbound',
      ani: message.text('data.is_anonymous') === 'true' ? 'anonymous' : message.text('data.from_number'),
      dnis: message.text('data.ivr_data.number', 'data.to_number'),
      queueId: this.queueId,
    });
  }

  /** Null for an event that has no meaning here. */
  private factsOf(
    event: string,
    call: { readonly subject: string; readonly at: number },
  ): readonly HookFact[] | null {
    const { agentId, queueId, isInbound } = this;
    const left = { queueId, reason: 'voicemail', inferred: true };
    const of = { ...call, data: isInbound ? { agentId, queueId } : { agentId } };
    const endedAt = this.message.at('data.hangup_time') ?? call.at;
    const told: Readonly<Record<string, () => readonly HookFact[]>> = {
      ringing: () => (isInbound && agentId !== undefined ? [{ ...of, type: 'call.offered' }] : []),
      answered: () => [{ ...of, type: 'call.answered' }],
      hangup: () => this.hungUp(call.subject, endedAt),
      missed: () => (isInbound ? this.missed(call.subject, endedAt) : []),
      voicemail: () => [{ ...call, type: 'call.dequeued', data: left, knownBy: 'voicemail' }],
    };
    return Object.hasOwn(told, event) ? (told[event]?.() ?? null) : null;
  }

  private hungUp(subject: string, at: number): HookFact[] {
    const { agentId, message } = this;
    const talkMs = message.lengthMs('data.duration_in_seconds');
    const ofLeg = { agentId, talkMs };
    return [
      ...(agentId === undefined
        ? []
        : [{ type: 'call.leg_ended', subject, at, data: ofLeg, knownBy: `ended ${agentId}` } as const]),
      { type: 'call.disconnected', subject, at, knownBy: 'ended' },
    ];
  }

  private missed(subject: string, at: number): HookFact[] {
    const reason = this.message.text('data.reason') ?? '';
    const line: HookFact = { type: 'call.disconnected', subject, at, knownBy: 'ended' };
    if (closed.test(reason))
      return [{ type: 'call.blocked', subject, at, data: { reason: 'closed' }, knownBy: 'ended' }, line];
    const exit = notTaken.test(reason) ? 'timeout' : 'abandoned';
    const { queueId } = this;
    const data = { queueId, reason: exit, inferred: true };
    return [{ type: 'call.dequeued', subject, at, data, knownBy: exit }, line];
  }

  private get isInbound(): boolean {
    return !/^out/iu.test(this.message.text('data.direction') ?? '');
  }

  /** A scenario of the switchboard is what comes nearest to a queue; a call to one person's number has that number. */
  private get queueId(): string | undefined {
    return this.message.id('data.ivr_data.scenario_name', 'data.ivr_data.ivr_name', 'data.to_number');
  }

  private get agentId(): string | undefined {
    const { message } = this;
    const name = [message.text('data.user.firstname'), message.text('data.user.lastname')]
      .filter((part) => part !== undefined)
      .join(' ');
    return name === '' ? message.id('data.user.email', 'data.user_id') : name.slice(0, 128);
  }
}
