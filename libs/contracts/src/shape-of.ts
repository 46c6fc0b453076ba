import type * as z from 'zod/mini';

/**
 * `s`, `n`, `b`: text, number, yes or no. An object is its fields, `name?` being one that may be missing. Else the
 * first element says what follows: `?` or null, `[]` a list, `{}` entries by key, `|` one of several shapes, `=` one of
 * these values, `*` anything.
 */
export type Shape =
  | 's'
  | 'n'
  | 'b'
  | { readonly [field: string]: Shape }
  | readonly ['?' | '[]' | '{}', Shape]
  | readonly ['|', ...Shape[]]
  | readonly ['=', ...(string | number | boolean | null)[]]
  | readonly ['*'];

const shapes = new WeakMap<z.core.$ZodType, Shape>();

/** A schema in short; of the same schema it is the same object. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const shape = shapes.get(schema) ?? newShapeOf(schema);
  shapes.set(schema, shape);
  return shape;
}

/** The short of a schema, if it was asked for before. */
export function knownShapeOf(schema: z.core.$ZodType): Shape | undefined {
  return shapes.get(schema);
}

function newShapeOf(schema: z.core.$ZodType): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'unknown':
      return ['*'];
    case 'literal':
      return ['=', ...def.values.map(plain)];
    case 'enum':
      return ['=', ...Object.values(def.entries)];
    default:
      return shapeOfParts(def);
  }
}

function shapeOfParts(def: z.core.$ZodTypes['_zod']['def']): Shape {
  switch (def.type) {
    case 'readonly':
      return shapeOf(def.innerType);
    case 'nullable':
      return ['?', shapeOf(def.innerType)];
    case 'array':
      return ['[]', shapeOf(def.element)];
    case 'record':
      return ['{}', shapeOf(def.valueType)];
    case 'union':
      return ['|', ...def.options.map(shapeOf)];
    case 'object':
      return Object.fromEntries(Object.entries(def.shape).map(fieldOf));
    default:
      throw new TypeError(`the page has no check for ${def.type}`);
  }
}

function fieldOf([name, schema]: readonly [string, z.core.$ZodType]): readonly [string, Shape] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'optional' ? [`${name}?`, shapeOf(def.innerType)] : [name, shapeOf(schema)];
}

function plain(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null) return null;
  throw new TypeError('a literal of JSON is a text, a number, yes, no or null');
}
