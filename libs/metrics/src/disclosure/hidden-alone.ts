import { endsOf, type AnswerEdge } from './answer-lots';

/**
 * The lots of one hidden place (a clinic) that some combination of the published figures isolates, however many answers
 * they hold; null when there is none. Such a combination exists where taking the place's lots away parts what they
 * joined.
 */
export function hiddenAlone(edges: readonly AnswerEdge[]): readonly AnswerEdge[] | null {
  const places = Map.groupBy(
    edges.filter(({ place, count }) => place !== null && count > 0),
    ({ place }) => place,
  );
  for (const [place, own] of places) {
    const joined = new Joined();
    for (const edge of edges) {
      if (edge.place === place || edge.count <= 0) continue;
      joined.join(...endsOf(edge));
    }
    const parted = own.filter((edge) => !joined.areJoined(...endsOf(edge)));
    if (parted.length > 0) return parted;
  }
  return null;
}

/** Which names have been joined, be it over others. */
class Joined {
  private readonly into = new Map<string, string>();

  join(one: string, other: string): void {
    const a = this.find(one);
    const b = this.find(other);
    if (a !== b) this.into.set(a, b);
  }

  areJoined(one: string, other: string): boolean {
    return this.find(one) === this.find(other);
  }

  private find(name: string): string {
    let root = name;
    for (let next = this.into.get(root); next !== undefined; next = this.into.get(root)) root = next;
    if (root !== name) this.into.set(name, root);
    return root;
  }
}
