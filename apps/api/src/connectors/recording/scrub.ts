import { createHmac } from 'node:crypto';

/** Something a telephone system said, as its connector heard it. */
export type Heard =
  | { readonly kind: 'ami'; readonly message: ReadonlyMap<string, string> }
  | { readonly kind: 'esl'; readonly event: ReadonlyMap<string, string> }
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'message'; readonly message: unknown };

/** Fields of a manager interface that hold no name and no number of anybody: what happened, when, how long, how many. */
const plainFields = new Set(
  (
    'Event Privilege Timestamp SequenceNumber Response ActionID EventList ListItems Uptime LastReload Status Reason Cause Cause-txt ' +
    'ChannelState ChannelStateDesc DestChannelState DestChannelStateDesc Priority Position Count OriginalPosition HoldTime RingTime ' +
    'TalkTime Wait Penalty CallsTaken LastCall LoginTime LastPause InCall Paused Ringinuse Wrapuptime Membership Application Variable ' +
    'UserEvent Uniqueid DestUniqueid Linkedid DestLinkedid TransfererUniqueid TransfererLinkedid TransfereeUniqueid Result IsExternal ' +
    'TransferType Max Strategy Calls Holdtime TalkTime Completed Abandoned ServiceLevel Weight'
  ).split(' '),
);
/** Fields of an event socket that are kept as they are; of the others only those of the call centre are kept at all. */
const eslFields =
  /^(?:Event-Name|Event-Subclass|Event-Sequence|Event-Date-Timestamp|Core-UUID|Unique-ID|Channel-State|Answer-State|Hangup-Cause|Caller-Channel-Created-Time|Up-Time|CC-(?:Action|Cause|Cancel-Reason|Hangup-Cause|Agent-Status|Agent-State|Agent-Type|Agent-Bridged|Count|Selection|[\w-]+-(?:Time|UUID)))$/u;
const eslWord = /^[A-Za-z][\w .:()-]{0,48}$/u;
const eslId = /^(?:[\d.-]{1,20}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/u;
const isEslId = /(?:Time|Timestamp|Sequence|UUID|ID|Count)$/u;
/** Words that say what kind of thing a name is. */
const plainWords = new Set(
  'arn aws connect instance agent Available Offline VOICE SIP PJSIP IAX2 Local DAHDI Agent from queue n Message unknown none NONE REALTIME MANAGER CLI anonymous Anonymous'.split(
    ' ',
  ),
);
/** Fields of a message that say what happened. */
const tellingFields = new Set(
  (
    'event type kind name.kind status state reason direction resource action result outcome cause missed_call_reason cc_cancel_reason hangup_cause specversion ' +
    'eventType EventType detail-type channel Channel initiationMethod InitiationMethod State DisconnectReason disconnectReason worker_activity_name task_canceled_reason'
  ).split(' '),
);
/** Below these a centre writes what it wants, under names of its own: nothing there is known to be harmless. */
const freeField = /^(?:attributes|tags|segmentattributes)$/iu;
const secretField = /token|secret|passw|signature|auth|url|link|mail|photo|avatar|record/iu;
const plainValue = /^[A-Za-z][\w.-]{0,48}$/u;
const fieldName = /^[A-Za-z_][\w.-]{0,48}$/u;
const isoInstant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/u;
const uniqueId = /^\d{9,11}\.\d{1,9}$/u;
const telephone = /\+?\d(?:[ .()/-]{0,2}\d){7,}/gu;
const words = /[\p{L}\p{N}\p{M}_]+/gu;
const deepest = 24;
const mostWords = 4_000;

/**
 * Takes names and numbers out of what a telephone system says, so that it may be given to somebody else. The same name becomes the same
 * word throughout a recording, under a key of its own that is thrown away with it; what happened, when and how long stays. Whatever is
 * not known to be harmless is taken out.
 */
export class Scrubber {
  constructor(private readonly key: Buffer) {}

  /** One line of a recording, as it may be kept. */
  record(heard: Heard, at: number): string {
    const said =
      heard.kind === 'ami'
        ? { ami: this.ami(heard.message) }
        : heard.kind === 'line'
          ? { line: this.line(heard.line) }
          : heard.kind === 'esl'
            ? { esl: this.esl(heard.event) }
            : { message: this.value(heard.message, '', deepest) };
    return JSON.stringify({ at: new Date(at).toISOString(), ...said });
  }

  private ami(message: ReadonlyMap<string, string>): Record<string, string> {
    return Object.fromEntries(
      [...message].map(([field, value]) => {
        if (!fieldName.test(field)) return [this.text(field), this.text(value)];
        const isNumber = /^[\d.,: -]*$/u.test(value);
        const isPlain = isId(field)
          ? isNumber
          : plainFields.has(field) && (isNumber || plainValue.test(value));
        const isReason = field === 'Value' && message.get('Variable') === 'QUEUESTATUS';
        const isState = field === 'Privilege' || field === 'Cause-txt';
        return [field, isPlain || isReason || isState ? value : this.text(value)];
      }),
    );
  }

  /** The variables of a channel are anybody's: they are left out. */
  private esl(event: ReadonlyMap<string, string>): Record<string, string> {
    const told = [...event].filter(
      ([field]) =>
        eslFields.test(field) || /^CC-[\w-]{1,40}$/u.test(field) || field === 'Caller-Destination-Number',
    );
    return Object.fromEntries(
      told.map(([field, value]) => [
        field,
        eslFields.test(field) && (isEslId.test(field) ? eslId : eslWord).test(value)
          ? value
          : this.text(value),
      ]),
    );
  }

  /** `time|call|queue|agent|EVENT|…`: its numbers are positions and seconds, unless they are long. */
  private line(text: string): string {
    return text
      .split('|')
      .map((field, place) => {
        if (place === 0 || /^\d{0,5}$/u.test(field)) return field;
        if (place === 1 && uniqueId.test(field)) return field;
        return place === 4 && /^[A-Z_]{3,32}$/u.test(field) ? field : this.text(field);
      })
      .join('|');
  }

  private value(value: unknown, field: string, depth: number): unknown {
    if (depth === 0) return null;
    if (Array.isArray(value)) return value.slice(0, 500).map((one) => this.value(one, field, depth - 1));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          fieldName.test(name) ? name : this.text(name),
          this.value(inner, freeField.test(field) ? field : name, depth - 1),
        ]),
      );
    if (typeof value === 'number') return this.number(value);
    return typeof value === 'string' ? this.said(value, field) : value;
  }

  private said(text: string, field: string): string {
    if (secretField.test(field)) return 'taken out';
    if (isoInstant.test(text) || isInstant(Number(text))) return text;
    if (tellingFields.has(field) && plainValue.test(text)) return text;
    return this.text(text);
  }

  /** Lengths of time, places and instants stay. */
  private number(value: number): number {
    if (!Number.isFinite(value) || Math.abs(value) < 100_000 || isInstant(value)) return value;
    return Number(this.digits(String(Math.trunc(Math.abs(value)))));
  }

  /** Every word and every number in it is another one. */
  private text(text: string): string {
    return text
      .slice(0, mostWords)
      .replaceAll(telephone, (number) => this.digits(number.replaceAll(/\D/gu, '')))
      .replaceAll(words, (word) => this.word(word));
  }

  private word(word: string): string {
    if (plainWords.has(word) || /^(?:0199\d{6}|[a-z]_[0-9a-f]{8})$/u.test(word)) return word;
    return /^\d{5,}$/u.test(word) ? this.digits(word) : `w_${this.mac(word).slice(0, 8)}`;
  }

  /** As many digits as before; of a telephone number one that belongs to nobody. */
  private digits(digits: string): string {
    const drawn = BigInt(`0x${this.mac(digits).slice(0, 24)}`).toString();
    return digits.length === 10 || digits.length === 11
      ? `019900${drawn.slice(-4)}`
      : `9${drawn.padStart(digits.length, '0').slice(1 - digits.length)}`;
  }

  private mac(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('hex');
  }
}

/** A channel's may begin with the name of its system. */
const isId = (field: string): boolean => /uniqueid$|linkedid$/iu.test(field);

/** Seconds, ms or µs since 1970, between 2001 and 2065. */
function isInstant(value: number): boolean {
  return [1, 1e3, 1e6].some((unit) => value >= 1e9 * unit && value < 3e9 * unit);
}
