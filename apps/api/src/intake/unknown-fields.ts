import type { eventTypes, EventType } from '@vigie/contracts';

type Schema = (typeof eventTypes)[EventType]['data'];

/** The names an object may use; all others are dropped and counted. */
class KnownFields {
  private readonly names: ReadonlySet<string>;

  constructor(names: Iterable<string>) {
    this.names = new Set(names);
  }

  countUnknown(object: { readonly [name: string]: unknown }): number {
    let unknown = 0;
    for (const name of Object.keys(object)) if (!this.names.has(name)) unknown += 1;
    return unknown;
  }
}

/** CloudEvents' own attributes; the extensions of tracing are common and harmless. */
const envelope = new KnownFields([
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'data',
  'sequence',
  'datacontenttype',
  'dataschema',
  'traceparent',
  'tracestate',
]);

const bySchema = new Map<Schema, KnownFields>();

function data(schema: Schema): KnownFields {
  const known = bySchema.get(schema) ?? new KnownFields(Object.keys(schema.shape));
  bySchema.set(schema, known);
  return known;
}

export const knownFieldsOf = { envelope, data };
