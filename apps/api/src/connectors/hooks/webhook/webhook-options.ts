import { isKnownTimezone } from '@vigie/metrics';
import { z } from 'zod';

import type { ConnectorOptions } from '../../connector';
import { readPath, type MessagePath } from '../message-values';
import { mappedFactNames, mappedFacts, settingOf, type MappedFactName } from './mapped-facts';

const isPath = (text: string): boolean => readPath(text) !== null;
const path = z.string().max(256).refine(isPath, 'a path such as call.queue.name');
const header = z
  .string()
  .regex(/^[\w-]{1,64}$/u, 'the name of a header')
  .optional();
/** The command line gives digits as a number. */
const kinds = z
  .union([z.string(), z.number().int().transform(String)])
  .pipe(z.string().max(1_024))
  .refine((text) => listed(text).length > 0, 'what the kind of message says, several parted by commas')
  .optional();

const factFields = Object.fromEntries(
  (['ignored', ...mappedFactNames] as const).map((name) => [settingOf(name), kinds]),
);

/** Settings of a webhook that has no connector of its own: where things stand in a message, and what messages mean. */
export const webhookOptionsSchema = z
  .strictObject({
    /** Where it says what happened; several joined by `+`. */
    kind: z
      .string()
      .max(512)
      .refine((text) => kindPaths(text).length > 0, 'a path such as event, or several joined by +'),
    time: path,
    call: path.optional(),
    agent: path.optional(),
    queue: path.optional(),
    clinic: path.optional(),
    caller: path.optional(),
    dialled: path.optional(),
    /** What makes a message known again, where it bears an id of its own. */
    id: path.optional(),
    /** Where several messages stand in one delivery. */
    items: path.optional(),
    timezone: z.string().refine(isKnownTimezone, 'an IANA name such as Europe/Paris').optional(),
    signature: z.enum(['standard', 'timed', 'body']).optional(),
    signatureHeader: header,
    timestampHeader: header,
    ...factFields,
  })
  .superRefine((options, context) => {
    const missing = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    const used = mappedFactNames.filter(
      (name) => (options as ConnectorOptions)[settingOf(name)] !== undefined,
    );
    const needs = (of: 'call' | 'agent'): boolean => used.some((name) => mappedFacts[name].of === of);
    if (used.length === 0) missing(settingOf('queued'), 'say of one fact at least which messages mean it');
    if (needs('call') && options.call === undefined) missing('call', 'say where the call stands');
    if (needs('agent') && options.agent === undefined) missing('agent', 'say where the agent stands');
    const repeated = repeatedIn(options as ConnectorOptions);
    if (repeated !== null) missing(repeated.setting, `means two things: ${repeated.kind}`);
  });

/** The settings, ready to be used. */
export type WebhookMapping = Readonly<{
  kind: readonly MessagePath[];
  paths: Readonly<Partial<Record<FieldName, MessagePath>>>;
  timezone: string | undefined;
  /** What each kind of message means; null: it is left out on purpose. */
  meanings: ReadonlyMap<string, MappedFactName | null>;
}>;
export const fieldNames = [
  'time',
  'call',
  'agent',
  'queue',
  'clinic',
  'caller',
  'dialled',
  'id',
  'items',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** What settings that {@link webhookOptionsSchema} took say. */
export function webhookMapping(options: ConnectorOptions): WebhookMapping {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const paths = fieldNames.flatMap((name) => {
    const read = readPath(text(name) ?? '');
    return read === null ? [] : [[name, read] as const];
  });
  const meanings = new Map<string, MappedFactName | null>();
  for (const kind of listed(text(settingOf('ignored')) ?? '')) meanings.set(kind, null);
  for (const name of mappedFactNames)
    for (const kind of listed(text(settingOf(name)) ?? '')) meanings.set(kind, name);
  return {
    kind: kindPaths(text('kind') ?? ''),
    paths: Object.fromEntries(paths),
    timezone: text('timezone'),
    meanings,
  };
}

/** `call.queued, call.waiting` */
function listed(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function kindPaths(text: string): readonly MessagePath[] {
  const read = text.split('+').map(readPath);
  return read.some((one) => one === null) ? [] : (read as MessagePath[]);
}

function repeatedIn(options: ConnectorOptions): { readonly setting: string; readonly kind: string } | null {
  const known = new Set<string>();
  for (const name of ['ignored', ...mappedFactNames] as const)
    for (const kind of listed(String(options[settingOf(name)] ?? ''))) {
      if (known.has(kind)) return { setting: settingOf(name), kind };
      known.add(kind);
    }
  return null;
}
