import { ConnectorFault } from '../../connector-fault';
import { readMessage, type Hook, type HookFact, type HookReading } from '../hook';
import { isSame, secretOf, wrongSignature } from '../signatures';
import { arrivalOf, meaningless, said, VendorMessage } from '../vendor-message';

/** Aircall, after its documentation: no signature, but a token in each message; no word for a queue, which is inferred. */
export const aircallHook: Hook = {
  admit: (connector, { body }) => {
    const secret = secretOf(connector);
    const text = body.toString('utf8');
    const token = new VendorMessage(readMessage(text)).text('token');
    if (token === undefined) throw new ConnectorFault('signature_missing', 'The message bears no token.');
    if (!isSame(token, secret)) throw wrongSignature('The token is not the one of this webhook.');
    return text;
  },
  read: (message) => new AircallMessage(message).read(),
};

/** Noted about a call, or about something else: nothing of it counts. */
const beside: ReadonlySet<string> = new Set(
  'call.assigned call.unassigned call.archived call.unarchived call.tagged call.untagged call.commented call.comm_assets_generated user.created user.deleted'.split(
    ' ',
  ),
);
const states: ReadonlyMap<string, string | null> = new Map([
  ['user.connected', null],
  ['user.disconnected', null],
  ['user.opened', 'available'],
  ['user.closed', 'break'],
  ['user.wut_start', 'acw'],
  ['user.wut_end', 'available'],
]);
const exits: ReadonlyMap<string, string> = new Map([
  ['no_available_agent', 'no_agents'],
  ['agents_did_not_answer', 'timeout'],
]);

class AircallMessage {
  private readonly message: VendorMessage;
  private readonly event: string;

  constructor(message: unknown) {
    this.message = new VendorMessage(message);
    this.event = (this.message.text('event') ?? '').replace(/\.v\d$/u, '');
  }

  read(): HookReading {
    const { event, message } = this;
    if (event === '') return message.problem('kind_missing', 'event');
    if (beside.has(event)) return said([]);
    const at = message.at('timestamp');
    if (at === undefined)
      return message.problem(
        message.text('timestamp') === undefined ? 'time_missing' : 'time_unreadable',
        'timestamp',
      );
    if (states.has(event)) return this.ofPerson(at);
    return event.startsWith('call.') ? this.ofCall(at) : meaningless(event);
  }

  private ofPerson(at: number): HookReading {
    const { event, message } = this;
    const subject = message.id('data.name', 'data.email', 'data.id');
    if (subject === undefined) return message.problem('agent_missing', 'data.name');
    const state = states.get(event);
    if (typeof state === 'string')
      return said([{ type: 'agent.state_changed', subject, at, data: { state } }]);
    const type = event === 'user.connected' ? 'agent.logged_in' : 'agent.logged_out';
    return said([{ type, subject, at }]);
  }

  private ofCall(at: number): HookReading {
    const { message } = this;
    const subject = message.id('data.id');
    if (subject === undefined) return message.problem('call_missing', 'data.id');
    const direction = message.text('data.direction') === 'outbound' ? 'outbound' : 'inbound';
    const queueId = message.id('data.number.name', 'data.number.digits');
    const began = arrivalOf({
      subject,
      at: message.at('data.started_at') ?? at,
      direction,
      ani: message.text('data.raw_digits'),
      dnis: message.text('data.number.digits'),
      queueId,
    });
    const more = this.factsOf({ subject, at, queueId, isInbound: direction === 'inbound' });
    return more === null ? meaningless(this.event) : said([...began, ...more]);
  }

  /** Null for an event that has no meaning here. */
  private factsOf(call: Told): readonly HookFact[] | null {
    const { subject, at, isInbound, queueId } = call;
    const agentId = this.message.id('data.user.name', 'data.user.email', 'data.user.id');
    const leg = { subject, at, data: { agentId, queueId } } as const;
    const told: Readonly<Record<string, () => readonly HookFact[]>> = {
      'call.created': () => [],
      'call.ringing_on_agent': () => (isInbound ? [{ ...leg, type: 'call.offered' }] : []),
      'call.agent_declined': () => [
        { ...leg, type: 'call.offer_ended', data: { ...leg.data, result: 'rejected' } },
      ],
      'call.answered': () => [this.answered(call, agentId)],
      'call.hold': () => [{ ...leg, type: 'call.held' }],
      'call.unhold': () => [{ ...leg, type: 'call.retrieved' }],
      'call.transferred': () => [this.transferred(call, agentId)],
      'call.external_transferred': () => [this.transferred(call, agentId)],
      'call.voicemail_left': () => [left(call, 'voicemail')],
      'call.hungup': () => this.ended(call, agentId),
      'call.ended': () => this.ended(call, agentId),
    };
    return Object.hasOwn(told, this.event) ? (told[this.event]?.() ?? null) : null;
  }

  private answered({ subject, at, queueId, isInbound }: Told, agentId: string | undefined): HookFact {
    const data = isInbound ? { agentId, queueId } : { agentId };
    const answeredAt = this.message.at('data.answered_at') ?? at;
    return { type: 'call.answered', subject, at: answeredAt, data, knownBy: `answered ${agentId ?? ''}` };
  }

  /** The user of a call that was passed on is who has it now: who passed it on is told apart. */
  private transferred({ subject, at }: Told, agentId: string | undefined): HookFact {
    const { message } = this;
    const by = message.id('data.transferred_by.name', 'data.transferred_by.email') ?? agentId;
    const toId = message.id('data.transferred_to.name', 'data.transferred_to.email');
    const toKind = this.event === 'call.transferred' ? 'agent' : 'external';
    return { type: 'call.transferred', subject, at, data: { agentId: by, kind: 'blind', toKind, toId } };
  }

  /** Told at once, and again half a minute later with all that is known: the same end. */
  private ended(call: Told, agentId: string | undefined): HookFact[] {
    const { message } = this;
    const { subject } = call;
    const at = message.at('data.ended_at') ?? call.at;
    const reason = message.text('data.missed_call_reason');
    const line: HookFact = { type: 'call.disconnected', subject, at, knownBy: 'ended' };
    if (message.at('data.answered_at') !== undefined)
      return [
        { type: 'call.leg_ended', subject, at, data: { agentId }, knownBy: `ended ${agentId ?? ''}` },
        line,
      ];
    if (!call.isInbound) return [line];
    if (reason === 'out_of_opening_hours')
      return [{ type: 'call.blocked', subject, at, data: { reason: 'closed' }, knownBy: 'ended' }, line];
    if (reason === 'abandoned_in_ivr')
      return [{ ...line, data: { side: 'caller', cause: 'in_menu' }, knownBy: 'in menu' }];
    return [left({ ...call, at }, exits.get(reason ?? '') ?? 'abandoned'), line];
  }
}

type Told = Readonly<{ subject: string; at: number; queueId: string | undefined; isInbound: boolean }>;

/** Known by its reason: a better one may be told later. */
const left = ({ subject, at, queueId }: Told, reason: string): HookFact => ({
  type: 'call.dequeued',
  subject,
  at,
  data: { queueId, reason, inferred: true },
  knownBy: reason,
});
