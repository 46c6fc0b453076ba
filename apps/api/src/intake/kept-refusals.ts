/** How many texts of refused events one request may leave behind, and how many characters of them. */
const mostTexts = 2_000;
const mostCharacters = 2_097_152;

/**
 * What of the refused events of one request is kept to be looked into. A sender that sends nothing but rubbish fills
 * neither memory nor disk: beyond its share the rest is only counted.
 */
export class KeptRefusals {
  private readonly seen = new Set<string>();
  private characters = 0;

  /** Whether this text may be kept; one that was kept before may, since it takes no more room. */
  takes(text: string): boolean {
    if (this.seen.has(text)) return true;
    if (this.seen.size >= mostTexts || this.characters + text.length > mostCharacters) return false;
    this.seen.add(text);
    this.characters += text.length;
    return true;
  }
}
