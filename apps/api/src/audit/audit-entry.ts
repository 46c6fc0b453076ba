/** Who did something. */
export type AuditActor = Readonly<{
  /**
   * A person signed in, an API key, a television's link, whoever sits at this machine without signing in, a command of
   * the command line, the server by itself, or somebody who was not let in.
   */
  kind: 'person' | 'key' | 'wall' | 'machine' | 'command' | 'server' | 'nobody';
  /** The person's, key's or link's id; of a command the account it ran under. */
  id: string | null;
  /** Under which role it was allowed; several are joined by `+`. */
  role: string | null;
}>;

/** What is written down. Never a telephone number, a comment's text or a secret: {@link auditText}. */
export type AuditEntry = Readonly<{
  actor: AuditActor;
  /** A permission that was used (`comments.see`), or what happened (`sign-in.refused`, `command.configure`). */
  action: string;
  /** What it was done to or with, in ids. */
  subject: string | null;
  requestId?: string | null;
  /** Where it came from: see {@link auditAddress}. */
  address?: string | null;
}>;

/** An entry as it is kept. */
export type KeptEntry = Readonly<{
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  actor: AuditActor;
  action: string;
  subject: string | null;
  requestId: string | null;
  address: string | null;
  /** How many times within a second the same one did the same; its instant and request are those of the first. */
  times: number;
}>;

/** The server by itself: rounds of periodic work. */
export const theServer: AuditActor = { kind: 'server', id: null, role: null };

const longestText = 300;
/** Nine digits in a row, however they are grouped: a date has eight. */
const longNumber = /\d(?:[\s.()/+-]*\d){8,}/gu;
const mail = /[^\s@=/]+@[^\s@=/]+/gu;

/** A text as it may stand in the audit log: numbers that could be a telephone's and addresses of mail are dots. */
export function auditText(text: string): string {
  const bare = text
    .replace(mail, '•')
    .replace(longNumber, '•')
    .replace(/\p{Cc}/gu, ' ');
  return bare.length <= longestText ? bare : `${bare.slice(0, longestText).toWellFormed()}…`;
}

/**
 * Where a request came from, short of the single machine: of an IPv4 address the first three parts, of an IPv6 address
 * the first three groups. This very machine is told as it is.
 */
export function auditAddress(address: string | undefined): string | null {
  if (address === undefined || address === '') return null;
  const plain = address.replace(/^::ffff:(?=\d+\.)/u, '');
  if (plain === '::1' || plain.startsWith('127.')) return plain;
  if (!plain.includes(':')) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = ''] = plain.split('::', 1);
  return `${head.split(':').slice(0, 3).join(':')}::/48`;
}
