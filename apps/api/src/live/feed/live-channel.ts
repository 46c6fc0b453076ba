import { keyedSections } from '@vigie/contracts';
import type { KeyedSection, LivePatch, LiveState } from '@vigie/contracts';
import { toLiveState } from '../board/board-entries';
import type { EntryChange, Section } from '../board/board-entries';
import type { RowFilter } from './row-filter';

type Member = EntryChange & { readonly version: number };
export type PatchBody = Pick<LivePatch, 'set' | 'gone'>;

const keyed: ReadonlySet<Section> = new Set(keyedSections);

/**
 * What all viewers of one filter see, with the version at which each entry came to be what it is. So the patch for a
 * viewer, however long it could not be reached, is: every entry newer than what it has. Nothing is queued.
 */
export class LiveChannel {
  /** The newest version in which anything of this channel changed. */
  changedIn = 0;
  private readonly members = new Map<string, Member>();
  private readonly tombs = new Map<string, Member>();
  private state: LiveState | undefined;
  private readonly bodies = new Map<number, PatchBody>();

  constructor(private readonly filter: RowFilter) {}

  /** Takes what changed on the board in `version`. */
  take(changes: Iterable<EntryChange>, version: number): void {
    this.bodies.clear();
    for (const change of changes) this.takeOne(change, version);
  }

  /** The whole state; the same object until it changes. */
  snapshot(): LiveState {
    this.state ??= toLiveState(this.members.values());
    return this.state;
  }

  /** Every entry newer than `version`, with its present value; the same object until something changes. */
  since(version: number): PatchBody {
    const known = this.bodies.get(version);
    if (known !== undefined) return known;
    const body = toBody(newerThan(this.members, version), newerThan(this.tombs, version));
    this.bodies.set(version, body);
    return body;
  }

  /** Forgets entries that went away before every viewer's version. */
  forget(version: number): void {
    for (const [key, tomb] of this.tombs) if (tomb.version <= version) this.tombs.delete(key);
  }

  private takeOne(change: EntryChange, version: number): void {
    const key = `${change.section} ${change.id}`;
    const lets = !change.gone && this.filter.lets(change);
    if (!lets && !this.members.delete(key)) return;
    if (lets) {
      this.members.set(key, { ...change, version });
      this.tombs.delete(key);
    } else {
      this.tombs.set(key, { ...change, gone: true, version });
    }
    this.changedIn = version;
    this.state = undefined;
  }
}

function newerThan(members: ReadonlyMap<string, Member>, version: number): Member[] {
  return [...members.values()].filter((member) => member.version > version);
}

function toBody(set: readonly Member[], gone: readonly Member[]): PatchBody {
  const values: Record<string, unknown> = {};
  const sections = new Map<Section, [string, unknown][]>();
  for (const { section, id, value } of set) {
    if (keyed.has(section)) listOf(sections, section).push([id, value]);
    else values[section] = value;
  }
  for (const [section, entries] of sections) values[section] = Object.fromEntries(entries);
  const lists = new Map<KeyedSection, string[]>();
  for (const { section, id } of gone) listOf(lists, section as KeyedSection).push(id);
  return { set: values, gone: Object.fromEntries(lists) };
}

function listOf<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
