import { hash } from 'node:crypto';

/** Counts so many of the latest identities, to tell equals apart. */
const remembered = 10_000;

/**
 * What makes an event of the manager interface known again: a digest of what the message says and its ordinal among
 * equals. Two that listen to the same Asterisk tell the same ids.
 */
export class AmiIds {
  private readonly seen = new Map<string, number>();

  constructor(private readonly source: string) {}

  idOf(parts: readonly string[]): string {
    const said = parts.join('\n');
    const ordinal = (this.seen.get(said) ?? 0) + 1;
    this.seen.delete(said);
    this.seen.set(said, ordinal);
    if (this.seen.size > remembered) this.seen.delete(this.seen.keys().next().value ?? '');
    return `ami-${hash('sha256', `${this.source}\n${said}\n${ordinal}`, 'hex').slice(0, 32)}`;
  }
}
