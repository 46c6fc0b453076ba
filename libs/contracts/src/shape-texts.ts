import * as contracts from './index';
import { knownShapeOf, type Shape } from './shape-of';

/** Shapes as source text. */
export type ShapeTexts = Readonly<{
  /** What occurs more than once and has a name in the contract: each after those it is made of. */
  named: readonly (readonly [name: string, text: string])[];
  /** One for each shape. */
  of: readonly string[];
}>;

/** Writes shapes out; what they share is written once. */
export function shapeTexts(shapes: readonly Shape[]): ShapeTexts {
  const times = new Map<Shape, number>();
  for (const shape of shapes) countParts(shape, times);
  const names = new Map<Shape, string>();
  for (const [name, shape] of namedShapes()) if ((times.get(shape) ?? 0) > 1) names.set(shape, name);
  const shared = [...times.keys()].filter((shape) => names.has(shape));
  return {
    named: shared.map((shape) => [names.get(shape) ?? '', partsText(shape, names)]),
    of: shapes.map((shape) => textOf(shape, names)),
  };
}

/** How often each shape is written if the others are written once; parts come before the whole. */
function countParts(shape: Shape, times: Map<Shape, number>): void {
  const before = times.get(shape) ?? 0;
  if (before === 0) for (const part of partsOf(shape)) countParts(part, times);
  times.set(shape, before + 1);
}

/** Those that the contract has a name for; a text or number needs none. */
function namedShapes(): readonly (readonly [string, Shape])[] {
  return Object.entries(contracts).flatMap(([name, value]) => {
    const shape = name.endsWith('Schema') ? knownShapeOf(value as never) : undefined;
    return shape === undefined || typeof shape === 'string'
      ? []
      : [[name.slice(0, -'Schema'.length), shape] as const];
  });
}

function partsOf(shape: Shape): readonly Shape[] {
  if (typeof shape === 'string') return [];
  if (!isList(shape)) return Object.values(shape);
  return shape[0] === '=' ? [] : (shape.slice(1) as readonly Shape[]);
}

function textOf(shape: Shape, names: ReadonlyMap<Shape, string>): string {
  return names.get(shape) ?? partsText(shape, names);
}

function partsText(shape: Shape, names: ReadonlyMap<Shape, string>): string {
  if (typeof shape === 'string' || shape[0] === '=') return JSON.stringify(shape);
  if (isList(shape))
    return `[${[JSON.stringify(shape[0]), ...partsOf(shape).map((part) => textOf(part, names))].join()}]`;
  return `{${Object.entries(shape)
    .map(([field, part]) => `${JSON.stringify(field)}:${textOf(part, names)}`)
    .join()}}`;
}

function isList(shape: Exclude<Shape, string>): shape is Extract<Shape, readonly unknown[]> {
  return Array.isArray(shape);
}
