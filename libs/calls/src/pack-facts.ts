import type { Instant } from './fact';

/**
 * How a field of a fact is packed: a text goes to the dictionary, named integers go there as JSON, a number and a flag
 * stand where they are.
 */
export type PackedKind = 'text' | 'integers' | 'number' | 'flag';

/** What one kind of fact is made of: the code of each type, and the fields each with a tag of one capital letter or sign. */
export type PackingTable = {
  readonly codes: ReadonlyMap<string, number>;
  readonly fields: readonly { readonly key: string; readonly tag: string; readonly kind: PackedKind }[];
};

type AnyFact = { readonly type: string; readonly at: Instant };
type Integers = { readonly [name: string]: number };
type Value = string | number | boolean | Integers | undefined;

const radix = 36;
const zero = 48;
const nine = 57;
const smallA = 97;
const smallZ = 122;
const minus = 45;
const colon = 58;
const bar = 124;
const semicolon = 59;

/** Small numbers in base 36, which most are, made once. */
const smallDigits: readonly string[] = Array.from({ length: radix * radix }, (_, value) =>
  value.toString(radix),
);
const digitsOf = (value: number): string => smallDigits[value] ?? value.toString(radix);

/**
 * Packs facts into one short text, in the order given: a dictionary of the texts (`length:text…|`), then a fact each
 * as `type.delta` and tagged values, `;` at its end. Numbers are integers in base 36, instants are differences to the
 * fact before. Texts may hold anything.
 */
export function packFacts(facts: readonly AnyFact[], table: PackingTable): string {
  const dictionary = new Map<string, number>();
  let texts = '';
  let packed = '';
  let before = 0;
  for (const fact of facts) {
    packed += `${digitsOf(table.codes.get(fact.type) ?? 0)}.${digitsOf(fact.at - before)}`;
    before = fact.at;
    for (const { key, tag, kind } of table.fields) {
      const value = (fact as unknown as { readonly [key: string]: Value })[key];
      if (value === undefined) continue;
      if (kind === 'number' || kind === 'flag') {
        packed += tag + digitsOf(Number(value));
        continue;
      }
      const text = kind === 'text' ? (value as string) : JSON.stringify(value);
      let index = dictionary.get(text);
      if (index === undefined) {
        index = dictionary.size;
        dictionary.set(text, index);
        texts += `${digitsOf(text.length)}:${text}`;
      }
      packed += tag + digitsOf(index);
    }
    packed += ';';
  }
  return `${texts}|${packed}`;
}

/** Reads base-36 integers and marks out of a packed text, from left to right. */
class Reader {
  private position = 0;

  constructor(private readonly text: string) {}

  get done(): boolean {
    return this.position >= this.text.length;
  }

  /** The code of the next character, which is consumed. */
  mark(): number {
    const code = this.text.charCodeAt(this.position);
    this.position += 1;
    return code;
  }

  peek(): number {
    return this.text.charCodeAt(this.position);
  }

  integer(): number {
    const negative = this.peek() === minus;
    if (negative) this.position += 1;
    let value = 0;
    for (let digit = digitOf(this.peek()); digit >= 0; digit = digitOf(this.peek())) {
      value = value * radix + digit;
      this.position += 1;
    }
    return negative ? -value : value;
  }

  take(length: number): string {
    const start = this.position;
    this.position += length;
    return this.text.slice(start, this.position);
  }
}

function digitOf(code: number): number {
  if (code >= zero && code <= nine) return code - zero;
  return code >= smallA && code <= smallZ ? code - smallA + 10 : -1;
}

function readDictionary(reader: Reader): readonly string[] {
  const texts: string[] = [];
  while (!reader.done && reader.peek() !== bar) {
    const length = reader.integer();
    if (reader.mark() !== colon) break;
    texts.push(reader.take(length));
  }
  reader.mark();
  return texts;
}

type Key = {
  readonly fields: ReadonlyMap<number, PackingTable['fields'][number]>;
  readonly types: ReadonlyMap<number, string>;
};
const keys = new WeakMap<PackingTable, Key>();

/** A table the other way round, by tag and by code: made once, since most texts hold a dozen facts. */
function keyOf(table: PackingTable): Key {
  let key = keys.get(table);
  if (key === undefined) {
    key = {
      fields: new Map(table.fields.map((field) => [field.tag.charCodeAt(0), field])),
      types: new Map([...table.codes].map(([type, code]) => [code, type])),
    };
    keys.set(table, key);
  }
  return key;
}

/** Reads what `packFacts` wrote with the same table. */
export function unpackFacts(text: string, table: PackingTable): AnyFact[] {
  const reader = new Reader(text);
  const texts = readDictionary(reader);
  const { fields, types } = keyOf(table);
  const facts: AnyFact[] = [];
  let before = 0;
  while (!reader.done) {
    const type = types.get(reader.integer()) ?? '';
    reader.mark();
    before += reader.integer();
    const fact: { type: string; at: Instant; [key: string]: Value } = { type, at: before };
    for (let tag = reader.mark(); tag !== semicolon && !reader.done; tag = reader.mark()) {
      const field = fields.get(tag);
      const value = reader.integer();
      if (field !== undefined) fact[field.key] = valueOf(field.kind, value, texts);
    }
    facts.push(fact);
  }
  return facts;
}

function valueOf(kind: PackedKind, value: number, texts: readonly string[]): Value {
  if (kind === 'text') return texts[value] ?? '';
  if (kind === 'integers') return JSON.parse(texts[value] ?? '{}') as Integers;
  return kind === 'flag' ? value === 1 : value;
}
