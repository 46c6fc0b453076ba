const quote = 34;
const backslash = 92;
const comma = 44;

/** How each bracket changes the depth. */
const steps: ReadonlyMap<number, 1 | -1> = new Map([
  [91, 1],
  [123, 1],
  [93, -1],
  [125, -1],
]);

/**
 * The texts of the elements of a JSON array, whose text must be valid. The text of an element is not what writing its
 * value again gives: a number beyond 2^53 or a name used twice is only there. No recursion, since the text may nest as
 * deep as it is long.
 */
export function sliceJsonArray(text: string): readonly string[] {
  const edges: number[] = [];
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    const step = steps.get(code) ?? 0;
    depth += step;
    if (isEdge(depth, step, code)) edges.push(index);
  }
  const slices = edges.slice(1).map((end, place) => text.slice((edges[place] ?? 0) + 1, end).trim());
  return slices.length === 1 && slices[0] === '' ? [] : slices;
}

/** The brackets of the array itself and the commas between its elements. */
function isEdge(depth: number, step: number, code: number): boolean {
  return depth === 1 ? step === 1 || code === comma : depth === 0 && step === -1;
}

/** The closing quote of the string that opens at `from`. */
function endOfString(text: string, from: number): number {
  let index = from + 1;
  while (index < text.length && text.charCodeAt(index) !== quote) {
    index += text.charCodeAt(index) === backslash ? 2 : 1;
  }
  return index;
}
