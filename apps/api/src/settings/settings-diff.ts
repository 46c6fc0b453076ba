import { settingsKinds, settingsSchema, type SettingsFile, type SettingsKind } from '@vigie/contracts';

/** One field that another value stands in; null: none. */
export type FieldChange = Readonly<{ field: string; before: unknown; after: unknown }>;

/** What changed of one item, or of the centre itself (whose id is empty). */
export type ItemChange = Readonly<{
  kind: SettingsKind | 'centre';
  id: string;
  fields: readonly FieldChange[];
}>;

/** An item as the settings file has it. */
export type SettingsItemValues = Readonly<Record<string, unknown>> & { readonly id: string };

/** Everything in which one settings document differs from another. Items are the same by their ids, wherever they stand. */
export function changesBetween(before: SettingsFile, after: SettingsFile): readonly ItemChange[] {
  // Parsed: fields come in the order of the schema, whatever the order they were stored or written in.
  const [one, other] = [settingsSchema.parse(before), settingsSchema.parse(after)];
  const ofItems = settingsKinds.flatMap((kind) => {
    const [were, are] = [itemsById(one, kind), itemsById(other, kind)];
    const ids = [...new Set([...were.keys(), ...are.keys()])];
    return ids.map((id) => ({ kind, id, fields: fieldsBetween(were.get(id) ?? {}, are.get(id) ?? {}) }));
  });
  const ofCentre = { kind: 'centre', id: '', fields: fieldsBetween(centreOf(one), centreOf(other)) } as const;
  return [ofCentre, ...ofItems].filter(({ fields }) => fields.length > 0);
}

/** The fields in which two items differ. */
export function fieldsBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }];
  });
}

function itemsById(file: SettingsFile, kind: SettingsKind): ReadonlyMap<string, SettingsItemValues> {
  const items: readonly SettingsItemValues[] = file[kind] ?? [];
  return new Map(items.map((item) => [item.id, item]));
}

function centreOf({ centre = {}, retention, sources }: SettingsFile): Readonly<Record<string, unknown>> {
  return { ...centre, retention, sources };
}
