import { createHmac } from 'node:crypto';

import { accountName } from '../platform/cli-context';
import { plainAddress } from '../platform/http/network';

/** Who did something. */
export type AuditActor = Readonly<{
  /**
   * A person signed in, an API key, a television's link, whoever sits at this machine without signing in, a command of
   * the command line, the server by itself, or somebody who was not let in.
   */
  kind: 'person' | 'key' | 'wall' | 'reader' | 'machine' | 'command' | 'server' | 'nobody';
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

/** A command of the command line, under the account that runs it. */
export const theCommand = (): AuditActor => ({ kind: 'command', id: accountName(), role: null });

const longestText = 300;
/** Six digits in a row, however they are grouped. */
const longNumber = /\d(?:[\s.()/+-]*\d){5,}/gu;
/** UUIDs, and the ids of keys where they are said to be such: `key:4f1234567890`, `/keys/4f1234567890`. */
const ownId =
  /(?<![\w-])(?:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|(?<=\bkeys?[:/])(?=\d*[a-f])[\da-f]{12})(?![\w-])/giu;
/** A month, a day or an instant with no digits beside it. */
const date =
  /(?<!\d[\s.()/+-]*)(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?)?(?![\s.()/+-]*\d)/gu;
const mail = /[^\s@=/]+@[^\s@=/]+/gu;

/**
 * A text as it may stand in the audit log: numbers that could be a telephone's and addresses of mail are dots. Whole
 * UUIDs, ids of keys and dates stay.
 */
export function auditText(text: string): string {
  const masked = (part: string): string => part.replace(longNumber, '•');
  const bare = around(ownId, text.replace(mail, '•'), (part) => around(date, part, masked)).replace(
    /\p{Cc}/gu,
    ' ',
  );
  return bare.length <= longestText ? bare : `${bare.slice(0, longestText).toWellFormed()}…`;
}

/** Replaces what stands around the matches, which stay. */
function around(kept: RegExp, text: string, replaced: (part: string) => string): string {
  const [first = '', ...rest] = text.split(kept).map(replaced);
  const matches = text.match(kept) ?? [];
  return first + rest.map((part, index) => `${matches[index] ?? ''}${part}`).join('');
}

/**
 * Where a request came from, short of the single machine: of an IPv4 address the first three parts, of an IPv6 address
 * the first three groups. This very machine is told as it is.
 */
export function auditAddress(address: string | undefined): string | null {
  if (address === undefined || address === '') return null;
  const bare = plainAddress(address);
  if (bare === '::1' || bare.startsWith('127.')) return bare;
  if (!bare.includes(':')) return `${bare.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = ''] = bare.split('::', 1);
  return `${head.split(':').slice(0, 3).join(':')}::/48`;
}

/** An end of the chain: the number of its last entry, 0 before the first, and what that one's hash is. */
export type AuditHead = Readonly<{ seq: number; hash: Buffer }>;

/** Before the first entry. */
export const noHead: AuditHead = { seq: 0, hash: Buffer.alloc(32) };

/**
 * The hash of an entry: HMAC-SHA-256 over the hash of the one before it and everything the entry says. Keyed, so that
 * who can write to the database but has not the installation's secret cannot make a changed chain whole again.
 */
export function hashOfEntry(key: Buffer, before: Buffer, entry: KeptEntry): Buffer {
  const { seq, at, actor, action, subject, requestId, address, times } = entry;
  const said = [seq, at, actor.kind, actor.id, actor.role, action, subject, requestId, address, times];
  return createHmac('sha256', key).update(before).update(JSON.stringify(said), 'utf8').digest();
}
