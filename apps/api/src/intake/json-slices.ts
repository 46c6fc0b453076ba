const quote = 34;
const backslash = 92;
const comma = 44;
const opening: ReadonlySet<number> = new Set([91, 123]);
const closing: ReadonlySet<number> = new Set([93, 125]);

/**
 * Where the elements of a JSON array begin and end in its text, which must be valid. The text of an element is not
 * what writing its value again gives: a number beyond 2^53 or a name used twice is only there. No recursion, since
 * the text may nest as deep as it is long.
 */
export function sliceJsonArray(text: string): readonly string[] {
  const slices: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if (opening.has(code)) {
      depth += 1;
      if (depth === 1) start = index + 1;
    } else if (depth === 1 && (code === comma || closing.has(code))) {
      slices.push(text.slice(start, index).trim());
      start = index + 1;
      if (code !== comma) depth = 0;
    } else if (closing.has(code)) depth -= 1;
  }
  return slices.length === 1 && slices[0] === '' ? [] : slices;
}

function endOfString(text: string, from: number): number {
  let index = from + 1;
  while (index < text.length && text.charCodeAt(index) !== quote) index += text.charCodeAt(index) === backslash ? 2 : 1;
  return index;
}
