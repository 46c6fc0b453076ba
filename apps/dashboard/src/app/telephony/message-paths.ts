/** Something that stands in a message: the path that leads to it, and what it is. */
export type MessageField = Readonly<{ path: string; text: string }>;

const mostFields = 200;
const deepest = 8;
const longestShown = 40;

/** What stands in a message that was pasted, of a list in its first item; null where it is not JSON. */
export function fieldsOfMessage(example: string): readonly MessageField[] | null {
  let message: unknown;
  try {
    message = JSON.parse(example) as unknown;
  } catch {
    return null;
  }
  const fields: MessageField[] = [];
  const walk = (value: unknown, path: string, depth: number): void => {
    if (fields.length >= mostFields || depth > deepest) return;
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value))
        walk(inner, stepTo(path, name, Array.isArray(value)), depth + 1);
    } else if (value !== null && path !== '')
      fields.push({ path, text: textOf(value as string | number | boolean) });
  };
  walk(Array.isArray(message) ? message[0] : message, '', 0);
  return fields;
}

const textOf = (value: string | number | boolean): string => String(value).slice(0, longestShown);

function stepTo(path: string, name: string, isPlace: boolean): string {
  if (isPlace) return `${path}[${name}]`;
  if (/[\s.[\]"+]/u.test(name)) return `${path}["${name}"]`;
  return path === '' ? name : `${path}.${name}`;
}

/** What the kind of the pasted message is by its path, or its paths joined by `+`; null where it is not there. */
export function kindOfMessage(fields: readonly MessageField[], kind: string): string | null {
  const parts = kind.split('+').map((part) => part.trim().replace(/^\$\.?/u, ''));
  const texts = parts.map((part) => fields.find(({ path }) => path === part)?.text);
  return texts[0] === undefined ? null : texts.filter((text) => text !== undefined).join('/');
}
