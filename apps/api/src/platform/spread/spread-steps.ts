/** Where a table's rows are. */
export type Whereabouts = 'here' | 'everywhere' | 'by tenant';

/** A table as the database knows it; partitions go with the table they are of. */
export type FoundTable = {
  readonly name: string;
  readonly hasTenant: boolean;
  readonly whereabouts: Whereabouts;
  /** Tables that its foreign keys name. */
  readonly references: readonly string[];
};

/** One thing to do, in a transaction of its own, and what is said when it is done. */
export type SpreadStep = {
  readonly sql: string;
  readonly parameters: readonly string[];
  readonly said: string;
};

/** The list of tenants: short, and looked up beside every other table. */
const everywhere = 'tenant';
/** The table that all others lie beside: one tenant's rows are on one server. */
const anchor = 'tenant_head';

const everywhereSql = 'SELECT create_reference_table($1::regclass)';
const anchorSql = `SELECT create_distributed_table($1::regclass, 'tenant_id')`;
const besideSql = `SELECT create_distributed_table($1::regclass, 'tenant_id', colocate_with => $2)`;
const functionSql = 'SELECT create_distributed_function($1::regprocedure)';

/**
 * What is left to do to spread tables by tenant, in an order in which each may be done: the tenants on every server, then
 * the others, each after those that its foreign keys name. Nothing where all is spread. Tables without a tenant stay.
 *
 * @throws where foreign keys go round in a circle: then no table of it can be the first.
 */
export function spreadSteps(tables: readonly FoundTable[], functions: readonly string[]): SpreadStep[] {
  const steps: SpreadStep[] = [];
  const done = new Set(tables.filter(({ whereabouts }) => whereabouts !== 'here').map(({ name }) => name));
  if (!done.has(everywhere))
    steps.push({ sql: everywhereSql, parameters: [everywhere], said: `${everywhere}: now on every server` });
  // What statements on a server's own rows call has to be there too.
  for (const name of functions)
    steps.push({ sql: functionSql, parameters: [name], said: `${name}: known on every server` });
  const ofTenants = tables.filter(({ name, hasTenant }) => hasTenant && name !== everywhere);
  for (const { name } of inOrder(ofTenants)) {
    if (done.has(name)) continue;
    const isAnchor = name === anchor;
    steps.push({
      sql: isAnchor ? anchorSql : besideSql,
      parameters: isAnchor ? [name] : [name, anchor],
      said: `${name}: now spread by tenant`,
    });
  }
  return steps;
}

/** The anchor first, then each table after those it references; of equal standing by name. */
function inOrder(tables: readonly FoundTable[]): FoundTable[] {
  const ordered: FoundTable[] = [];
  const placed = new Set<string>([everywhere]);
  let left = tables.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  const known = new Set(tables.map(({ name }) => name));
  const isFree = ({ name, references }: FoundTable): boolean =>
    references.every((other) => other === name || placed.has(other) || !known.has(other));
  while (left.length > 0) {
    const next = left.find(isFree);
    if (next === undefined)
      throw new Error(`foreign keys in a circle: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(next);
    placed.add(next.name);
    left = left.filter((table) => table !== next);
  }
  return ordered;
}

const rank = ({ name }: FoundTable): number => (name === anchor ? 0 : 1);
