import { keyedSections } from '@vigie/contracts';
import type {
  CentreView,
  HeadlineView,
  KeyedSection,
  LiveState,
  RunningSatisfaction,
  SatisfactionView,
  TotalsView,
} from '@vigie/contracts';

const notTold: RunningSatisfaction = {
  satisfied: null,
  n: null,
  fragile: false,
  suppressed: 'not_published',
};

/** What a board says of satisfaction before it has heard of any figure, and of any moment of the past. */
export const noSatisfaction: SatisfactionView = { today: notTold, month: notTold };

/** A section that is one value is an entry of its own; a keyed section has one entry a key. */
export type SingleSection = 'centre' | 'totals' | 'headline' | 'satisfaction';
export type Section = SingleSection | KeyedSection;

/** An entry that was set (with its new value) or went away. */
export type EntryChange = {
  readonly section: Section;
  readonly id: string;
  readonly value: unknown;
  readonly gone: boolean;
};

type Entry<S extends Section = Section> = { readonly value: SectionValue[S]; readonly text: string };
/** What a section that is one value holds when it is told. */
export type SectionValue = {
  readonly centre: CentreView;
  readonly totals: TotalsView;
  readonly headline: HeadlineView;
  readonly satisfaction: SatisfactionView;
} & { readonly [section in KeyedSection]: LiveState[section][string] };

const single = '';

/** Everything shown, entry by entry, and which entries changed since the changes were last taken. */
export class BoardEntries {
  private readonly sections = new Map<Section, Map<string, Entry>>();
  private changed = new Map<string, EntryChange>();

  put<S extends Section>(section: S, id: string, value: SectionValue[S]): void {
    const entries = this.entriesOf(section);
    const text = JSON.stringify(value);
    if (entries.get(id)?.text === text) return;
    entries.set(id, { value, text });
    this.changed.set(`${section} ${id}`, { section, id, value, gone: false });
  }

  putSingle<S extends SingleSection>(section: S, value: SectionValue[S]): void {
    this.put(section, single, value);
  }

  remove(section: KeyedSection, id: string): void {
    if (!this.entriesOf(section).delete(id)) return;
    this.changed.set(`${section} ${id}`, { section, id, value: null, gone: true });
  }

  /** Replaces a whole section: what is not named goes away. */
  putAll<S extends KeyedSection>(section: S, values: ReadonlyMap<string, SectionValue[S]>): void {
    for (const id of [...this.entriesOf(section).keys()]) if (!values.has(id)) this.remove(section, id);
    for (const [id, value] of values) this.put(section, id, value);
  }

  takeChanges(): EntryChange[] {
    const changes = [...this.changed.values()];
    this.changed = new Map();
    return changes;
  }

  /** All entries, as changes of an empty board. */
  *all(): Iterable<EntryChange> {
    for (const [section, entries] of this.sections) {
      for (const [id, { value }] of entries) yield { section, id, value, gone: false };
    }
  }

  get<S extends KeyedSection>(section: S, id: string): SectionValue[S] | undefined {
    return this.entriesOf(section).get(id)?.value as SectionValue[S] | undefined;
  }

  single<S extends SingleSection>(section: S): SectionValue[S] | undefined {
    return this.entriesOf(section).get(single)?.value as SectionValue[S] | undefined;
  }

  *values<S extends KeyedSection>(section: S): Iterable<SectionValue[S]> {
    for (const { value } of this.entriesOf(section).values()) yield value as SectionValue[S];
  }

  private entriesOf(section: Section): Map<string, Entry> {
    const entries = this.sections.get(section) ?? new Map<string, Entry>();
    this.sections.set(section, entries);
    return entries;
  }
}

/** What a board that never drew them says of the sections that are one value. */
const untold = { totals: null, headline: null, satisfaction: null };

/** Puts entries together as the state they are of. */
export function toLiveState(entries: Iterable<EntryChange>): LiveState {
  const keyed = Object.fromEntries(keyedSections.map((section) => [section, {}]));
  const singles: Record<string, unknown> = {};
  for (const { section, id, value } of entries) {
    const target = keyed[section];
    if (target === undefined) singles[section] = value;
    else Object.defineProperty(target, id, { value, enumerable: true, configurable: true, writable: true });
  }
  return { ...untold, ...singles, ...keyed } as unknown as LiveState;
}
