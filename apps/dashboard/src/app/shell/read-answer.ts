/** What an answer must look like, in short; libs/contracts/src/page-checks.ts tells how to read it. */
type Shape =
  | 's'
  | 'n'
  | 'b'
  | { readonly [field: string]: Shape }
  | readonly ['?' | '[]' | '{}', Shape]
  | readonly ['|', ...Shape[]]
  | readonly ['=', ...(string | number | boolean | null)[]]
  | readonly ['*'];

/** Whether an answer is what the contract says it is. Fields that are not known are no fault: the server may be newer. */
export type Check<T> = (answer: unknown) => answer is T;

const kinds = { s: 'string', n: 'number', b: 'boolean' } as const;

/** The check of a shape that was written from the schema of `T`. */
export function checkOf<T>(shape: Shape): Check<T> {
  return (answer): answer is T => matches(shape, answer);
}

/** The answer; throws when the server answered with something else. */
export function readAnswer<T>(isAnswer: Check<T>, answer: unknown): T {
  if (!isAnswer(answer)) throw new Error('the server answered with something else than was asked for');
  return answer;
}

function matches(shape: Shape, value: unknown): boolean {
  if (typeof shape === 'string') return typeof value === kinds[shape];
  if (isList(shape)) return matchesOneOf(shape, value);
  return isObject(value) && Object.entries(shape).every(([name, of]) => has(value, name, of));
}

function matchesOneOf(shape: Extract<Shape, readonly unknown[]>, value: unknown): boolean {
  switch (shape[0]) {
    case '?':
      return value === null || matches(shape[1], value);
    case '[]':
      return Array.isArray(value) && all(value, shape[1]);
    case '{}':
      return isObject(value) && all(Object.values(value), shape[1]);
    case '|':
      return (shape.slice(1) as readonly Shape[]).some((one) => matches(one, value));
    case '=':
      return (shape.slice(1) as readonly unknown[]).includes(value);
    case '*':
      return true;
  }
}

function all(values: readonly unknown[], shape: Shape): boolean {
  return values.every((value) => matches(shape, value));
}

function has(value: object, name: string, shape: Shape): boolean {
  const isOptional = name.endsWith('?');
  const field: unknown = (value as Readonly<Record<string, unknown>>)[isOptional ? name.slice(0, -1) : name];
  return (isOptional && field === undefined) || matches(shape, field);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(shape: Exclude<Shape, string>): shape is Extract<Shape, readonly unknown[]> {
  return Array.isArray(shape);
}
