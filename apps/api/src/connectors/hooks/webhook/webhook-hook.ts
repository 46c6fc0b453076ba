import type { ConnectorOptions } from '../../connector';
import type { Hook, HookFact, HookProblem, HookProblemCode, HookReading } from '../hook';
import { idOf, instantOf, textOf, valueAt } from '../message-values';
import { checkBody, checkStandard, checkTimed, secretOf } from '../signatures';
import { mappedFacts, type MappedFactName } from './mapped-facts';
import { webhookMapping, type FieldName, type WebhookMapping } from './webhook-options';

const usualHeader = 'x-webhook-signature';

/** Any system that signs what it sends: what its messages mean is said in the settings. */
export const webhookHook: Hook = {
  admit: (connector, delivery) => {
    const secret = secretOf(connector);
    const { signature = 'standard', signatureHeader, timestampHeader } = connector.options;
    const header = typeof signatureHeader === 'string' ? signatureHeader : usualHeader;
    if (signature === 'body') checkBody(delivery, secret, header);
    else if (signature === 'timed')
      checkTimed(delivery, secret, {
        signature: header,
        timestamp: typeof timestampHeader === 'string' ? timestampHeader : undefined,
      });
    else checkStandard(delivery, secret);
    return delivery.body.toString('utf8');
  },
  read: readWebhook,
};

/** Messages in one delivery. */
const mostItems = 500;

/** What a delivery says by a mapping: a message, a list of them, or where the mapping says that a list stands. */
export function readWebhook(delivered: unknown, options: ConnectorOptions): HookReading {
  const mapping = webhookMapping(options);
  const { items: listPath } = mapping.paths;
  const found = listPath === undefined ? delivered : valueAt(delivered, listPath);
  const items: readonly unknown[] = Array.isArray(found) ? found : [found];
  const facts: HookFact[] = [];
  const unknown: string[] = [];
  const problems: HookProblem[] = [];
  if (items.length > mostItems) problems.push(problem('too_many_items', options, 'items', items.length));
  for (const item of items.slice(0, mostItems)) {
    const said = new MappedMessage(item, mapping, options).read();
    if (said === null) continue;
    if ('type' in said) facts.push(said);
    else if (said.code === 'kind_unknown') unknown.push(said.value);
    else problems.push(said);
  }
  return { facts, unknown, problems };
}

class MappedMessage {
  constructor(
    private readonly message: unknown,
    private readonly mapping: WebhookMapping,
    private readonly options: ConnectorOptions,
  ) {}

  /** Null for one that is left out on purpose. */
  read(): HookFact | HookProblem | null {
    if (typeof this.message !== 'object' || this.message === null)
      return problem('not_a_message', this.options, 'items', this.message);
    const kinds = this.mapping.kind.map((path) => textOf(valueAt(this.message, path)));
    if (kinds[0] === undefined) return problem('kind_missing', this.options, 'kind', undefined);
    const name = this.meaningOf(kinds);
    if (name === null) return null;
    if (name === undefined)
      return problem('kind_unknown', this.options, 'kind', kinds.filter(Boolean).join('/'));
    return this.factOf(name);
  }

  /** By all that tells the kind, else by the first of it alone. */
  private meaningOf(kinds: readonly (string | undefined)[]): MappedFactName | null | undefined {
    const { meanings } = this.mapping;
    const told = kinds.map((kind) => kind ?? '');
    for (let count = told.length; count > 0; count -= 1) {
      const meaning = meanings.get(told.slice(0, count).join('/'));
      if (meaning !== undefined) return meaning;
    }
    return undefined;
  }

  private factOf(name: MappedFactName): HookFact | HookProblem {
    const { type, of, ...more } = mappedFacts[name];
    const told = this.at('time');
    if (told === undefined || told === null) return problem('time_missing', this.options, 'time', told);
    const at = instantOf(told, this.mapping.timezone);
    if (at === null) return problem('time_unreadable', this.options, 'time', told);
    const subject = idOf(this.at(of));
    if (subject === undefined) return problem(missing[of], this.options, of, this.at(of));
    const knownBy = textOf(this.at('id'));
    const data = { ...this.dataOf(of, type), ...('data' in more ? more.data : {}) };
    return { type, subject, at, data, ...(knownBy !== undefined && { knownBy: `${knownBy} ${name}` }) };
  }

  private dataOf(of: 'call' | 'agent', type: string): HookFact['data'] {
    const agentId = of === 'call' ? idOf(this.at('agent')) : undefined;
    const [queueId, clinicId] = [idOf(this.at('queue')), idOf(this.at('clinic'))];
    const isOfCaller = callerTold.has(type);
    const ani = isOfCaller ? textOf(this.at('caller')) : undefined;
    const dnis = isOfCaller && type !== 'call.blocked' ? textOf(this.at('dialled')) : undefined;
    const told = { agentId, queueId, clinicId, ani, dnis };
    return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  }

  private at(field: FieldName): unknown {
    const path = this.mapping.paths[field];
    return path === undefined ? undefined : valueAt(this.message, path);
  }
}

const missing = { call: 'call_missing', agent: 'agent_missing' } as const;
const callerTold: ReadonlySet<string> = new Set(['call.initiated', 'call.blocked', 'call.enqueued']);

/** What stood there is told as it stood, and not at length. */
function problem(
  code: HookProblemCode,
  options: ConnectorOptions,
  field: string,
  value: unknown,
): HookProblem {
  const shown = textOf(value) ?? (value === undefined || value === null ? '' : typeof value);
  return { code, field: String(options[field] ?? field), value: shown.slice(0, 64) };
}
