import type { CountedUnit } from '@vigie/contracts';
import type { Cuboid } from '@vigie/metrics';
import type { Filtered, MetricsQuestion } from './metrics-question';

/** A stored cuboid: what it counts, and the dimensions of its keys in their order. */
export type CuboidShape = {
  readonly cuboid: Cuboid;
  readonly unit: CountedUnit;
  readonly keys: readonly Filtered[];
};

const shapes: readonly CuboidShape[] = [
  { cuboid: 'total', unit: 'calls', keys: [] },
  { cuboid: 'team', unit: 'calls', keys: ['team'] },
  { cuboid: 'clinic', unit: 'calls', keys: ['clinic'] },
  { cuboid: 'language', unit: 'calls', keys: ['language'] },
  { cuboid: 'reason', unit: 'calls', keys: ['reason'] },
  { cuboid: 'clinic_reason', unit: 'calls', keys: ['clinic', 'reason'] },
  { cuboid: 'clinic_language', unit: 'calls', keys: ['clinic', 'language'] },
  { cuboid: 'queue', unit: 'segments', keys: ['queue'] },
  { cuboid: 'clinic_queue', unit: 'segments', keys: ['clinic', 'queue'] },
  { cuboid: 'agent', unit: 'legs', keys: ['agent'] },
];

/** The stored cuboid whose keys are exactly the dimensions a question names; undefined when there is none. */
export function chooseCuboid({
  unit,
  by,
  filters,
  coveredOnly,
}: Pick<MetricsQuestion, 'unit' | 'by' | 'filters' | 'coveredOnly'>): CuboidShape | undefined {
  // A stored quarter may lie on both sides of an opening.
  if (coveredOnly) return undefined;
  const asked = new Set<string>(Object.keys(filters));
  if (by !== 'none') asked.add(by);
  return shapes.find(
    (shape) =>
      shape.unit === unit && shape.keys.length === asked.size && shape.keys.every((key) => asked.has(key)),
  );
}
