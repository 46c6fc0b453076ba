import type { Hook, HookFact, HookReading } from '../hook';
import { readMessage } from '../hook';
import { secretOf } from '../signatures';
import { meaningless, said, VendorMessage } from '../vendor-message';
import { checkTwilio } from './twilio-signature';

/** Messages in one delivery. */
const mostItems = 500;

/**
 * Twilio’s Event Streams (`com.twilio.taskrouter.…`), after its documentation. A call is its task: it tells queue, ringing, answer and
 * end, but neither hold nor what becomes of a line beside the task.
 */
export const twilioHook: Hook = {
  admit: (connector, delivery) => {
    checkTwilio(delivery, secretOf(connector));
    return delivery.body.toString('utf8');
  },
  read: (delivered) => {
    const items: readonly unknown[] = Array.isArray(delivered) ? delivered : [delivered];
    const readings = items.slice(0, mostItems).map((item) => new TwilioMessage(item).read());
    const tooMany = items.length > mostItems;
    const problem = { code: 'too_many_items', field: 'items', value: String(items.length) } as const;
    return {
      facts: readings.flatMap(({ facts }) => facts),
      unknown: readings.flatMap(({ unknown }) => unknown),
      problems: [...(tooMany ? [problem] : []), ...readings.flatMap(({ problems }) => problems)],
    };
  },
};

const prefix = 'com.twilio.taskrouter.';
const trial = 'com.twilio.eventstreams.test-event';
/** Said of a task, or of how tasks are given out: nothing of it counts. */
const beside: ReadonlySet<string> = new Set(
  (
    'task.updated task.deleted task.system-deleted task-queue.created task-queue.updated task-queue.deleted task-queue.moved ' +
    'task-queue.timeout workflow.created workflow.updated workflow.deleted workflow.entered workflow.target-matched workflow.skipped ' +
    'worker.created worker.deleted worker.attributes.update worker.capacity.update worker.channel.availability.update ' +
    'activity.created activity.updated activity.deleted workspace.created workspace.updated workspace.deleted'
  ).split(' '),
);
/** Work that is no call. */
const written: ReadonlySet<string> = new Set(['chat', 'sms', 'email', 'video', 'webchat', 'messaging']);
const endings: ReadonlyMap<string, string> = new Map([
  ['reservation.rejected', 'rejected'],
  ['reservation.timeout', 'no_answer'],
  ['reservation.canceled', 'caller_gone'],
  ['reservation.rescinded', 'rescinded'],
  ['reservation.failed', 'failed'],
]);

type Told = Readonly<{
  subject: string;
  at: number;
  agentId: string | undefined;
  queueId: string | undefined;
}>;

class TwilioMessage {
  private readonly message: VendorMessage;

  constructor(message: unknown) {
    this.message = new VendorMessage(message);
  }

  read(): HookReading {
    const { message } = this;
    const type = message.text('type');
    if (type === undefined) return message.problem('kind_missing', 'type');
    if (type === trial) return said([]);
    if (!type.startsWith(prefix)) return meaningless(type);
    const event = type.slice(prefix.length);
    if (beside.has(event) || written.has(this.text('task_channel_unique_name') ?? '')) return said([]);
    const at = message.at('time', 'data.timestamp', 'data.payload.timestamp');
    if (at === undefined)
      return message.problem(message.text('time') === undefined ? 'time_missing' : 'time_unreadable', 'time');
    return event === 'worker.activity.update' ? this.ofWorker(at) : this.ofTask(event, at);
  }

  /** What an activity is called is the centre’s to choose: those that Twilio begins with are known, any other is a break. */
  private ofWorker(at: number): HookReading {
    const subject = this.agentId;
    if (subject === undefined) return this.message.problem('agent_missing', 'data.payload.worker_name');
    const activity = this.text('worker_activity_name') ?? '';
    const state = stateOf(activity);
    const reason = state === 'break' ? activity : undefined;
    const changed = this.fact({ type: 'agent.state_changed', subject, at, data: { state, reason } });
    const was = this.text('worker_previous_activity_name');
    if (state === 'offline') return said([changed, this.fact({ type: 'agent.logged_out', subject, at })]);
    const came = was !== undefined && stateOf(was) === 'offline';
    return said(came ? [this.fact({ type: 'agent.logged_in', subject, at }), changed] : [changed]);
  }

  private ofTask(event: string, at: number): HookReading {
    const subject = this.id('task_sid');
    if (subject === undefined) return this.message.problem('call_missing', 'data.payload.task_sid');
    const told = this.factsOf(event, { subject, at, agentId: this.agentId, queueId: this.queueId });
    return told === null ? meaningless(event) : said(told.map((fact) => this.fact(fact)));
  }

  /** Null for an event that has no meaning here. */
  private factsOf(event: string, { subject, at, agentId, queueId }: Told): readonly HookFact[] | null {
    const call = { subject, at } as const;
    const leg = { ...call, data: { agentId, queueId } } as const;
    const result = endings.get(event);
    if (result !== undefined) return [{ ...leg, type: 'call.offer_ended', data: { ...leg.data, result } }];
    const line: HookFact = { ...call, type: 'call.disconnected' };
    const told: Readonly<Record<string, () => readonly HookFact[]>> = {
      'task.created': () => [this.began(call)],
      'task-queue.entered': () => [{ ...call, type: 'call.enqueued', data: { queueId } }],
      'reservation.created': () => [{ ...leg, type: 'call.offered' }],
      'reservation.accepted': () => [{ ...leg, type: 'call.answered' }],
      'reservation.wrapup': () => [
        { ...call, type: 'call.leg_ended', data: { agentId } },
        { ...call, type: 'acw.started', data: { agentId } },
      ],
      // After a conversation that no work follows it is its end; after work, the end of that.
      'reservation.completed': () => [
        { ...call, type: 'call.leg_ended', data: { agentId } },
        { ...call, type: 'acw.ended', data: { agentId } },
      ],
      'task.wrapup': () => [line],
      'task.completed': () => [line],
      'task.canceled': () => [
        { ...call, type: 'call.dequeued', data: { queueId, reason: this.whyCanceled } },
        line,
      ],
      'workflow.timeout': () => [{ ...call, type: 'call.dequeued', data: { queueId, reason: 'timeout' } }],
    };
    return Object.hasOwn(told, event) ? (told[event]?.() ?? null) : null;
  }

  private began(call: { readonly subject: string; readonly at: number }): HookFact {
    // A list of attributes is longer than a name.
    const line = attributesIn(this.message.long('data.payload.task_attributes', 'data.task_attributes'));
    if (/^out/iu.test(line.text('direction') ?? ''))
      return { ...call, type: 'call.initiated', data: { direction: 'outbound' } };
    const data = {
      direction: 'inbound',
      ani: line.text('from', 'caller'),
      dnis: line.text('to', 'called'),
    };
    return { ...call, type: 'call.initiated', data };
  }

  /** `hangup` is what Twilio writes where the caller hung up; a system of the centre’s own may write anything. */
  private get whyCanceled(): string {
    const reason = this.text('task_canceled_reason') ?? 'hangup';
    if (/hang|abandon/iu.test(reason)) return 'abandoned';
    return /ttl|time-?out|timed|exceed/iu.test(reason) ? 'timeout' : 'withdrawn';
  }

  /** Known again by the id that Twilio gives it, whatever it says. */
  private fact(fact: HookFact): HookFact {
    const id = this.message.id('id');
    return id === undefined ? fact : { ...fact, knownBy: id };
  }

  private text(name: string): string | undefined {
    return this.message.text(`data.payload.${name}`, `data.${name}`);
  }

  private id(name: string): string | undefined {
    return this.message.id(`data.payload.${name}`, `data.${name}`);
  }

  private get agentId(): string | undefined {
    return this.id('worker_name') ?? this.id('worker_sid');
  }

  private get queueId(): string | undefined {
    return this.id('task_queue_name') ?? this.id('task_queue_sid');
  }
}

function stateOf(activity: string): string {
  if (/^(?:available|idle|disponible)$/iu.test(activity)) return 'available';
  if (/off ?line|logged ?out/iu.test(activity)) return 'offline';
  return /^wrap/iu.test(activity) ? 'acw' : 'break';
}

/** The attributes of a task are JSON within JSON, and the centre’s own. */
function attributesIn(text: string | undefined): VendorMessage {
  try {
    return new VendorMessage(readMessage(text ?? '{}'));
  } catch {
    return new VendorMessage({});
  }
}
