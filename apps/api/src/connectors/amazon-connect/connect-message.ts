import { idOf, instantOf, textOf } from '../hooks/message-values';

/** Far more than an agent has contacts, or a routing profile queues. */
const mostParts = 100;
const earliest = Date.UTC(2000, 0);

/**
 * An object of what Amazon Connect says. Contact events write their names in one way, the streams in another (`contactId`, `ContactId`,
 * `instanceARN`): capitals mean nothing. Whatever stands there, what is no such value is none.
 */
export class ConnectMessage {
  private readonly fields: ReadonlyMap<string, unknown>;

  constructor(value: unknown) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const entries = isObject ? Object.entries(value) : [];
    this.fields = new Map(entries.map(([name, held]) => [name.toLowerCase(), held]));
  }

  get(name: string): unknown {
    return this.fields.get(name.toLowerCase());
  }

  text(name: string): string | undefined {
    return textOf(this.get(name));
  }

  id(name: string): string | undefined {
    return idOf(this.get(name));
  }

  /** What has not happened yet may be told as the first instant of 1970. */
  at(name: string): number | undefined {
    const at = instantOf(this.get(name));
    return at === null || at < earliest ? undefined : at;
  }

  part(name: string): ConnectMessage {
    return new ConnectMessage(this.get(name));
  }

  parts(name: string): readonly ConnectMessage[] {
    const held: unknown = this.get(name);
    return Array.isArray(held) ? held.slice(0, mostParts).map((one) => new ConnectMessage(one)) : [];
  }
}

/** `…/agent/ID` of an agent’s name in AWS, whichever field it stands in; undefined of any other. */
export const agentIdOf = (arn: string | undefined): string | undefined => idAfter(arn, /\/agent\/([^/]+)$/u);

/** `…/queue/ID`. The queue of a single agent (`…/queue/agent/ID`) is none that a centre counts. */
export const queueIdOf = (arn: string | undefined): string | undefined => idAfter(arn, /\/queue\/([^/]+)$/u);

const idAfter = (arn: string | undefined, place: RegExp): string | undefined =>
  arn === undefined ? undefined : idOf(place.exec(arn)?.[1]);
