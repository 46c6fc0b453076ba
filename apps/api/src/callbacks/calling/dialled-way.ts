import { badRequest } from '../../platform/problems';

/** Where a telephone system is dialled to place a call: as which user, and into which context of its dialplan. */
export type DialledWay = Readonly<{
  scheme: DialScheme;
  host: string;
  port: number;
  /** Null of an event socket that asks for its own password. */
  user: string | null;
  context: string;
  secret: string;
}>;
export type DialScheme = keyof typeof ports;

const ports = { ami: 5_038, amis: 5_039, esl: 8_021 } as const;
const encrypted: ReadonlySet<string> = new Set(['amis']);
const here: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);
const shape =
  /^(?<scheme>ami|amis|esl):\/\/(?:(?<user>[\w.+%@-]{1,64})@)?(?<host>[\w.-]{1,253}|\[[\da-f:]{2,39}\])(?::(?<port>\d{1,5}))?\/(?<context>[\w.-]{1,80})$/iu;

/** `ami://user@host:5038/context`, an `@` of the user as `%40`; undefined for anything else. */
export function dialledWay(url: string, secret: string): DialledWay | undefined {
  const { groups } = shape.exec(url) ?? {};
  if (groups === undefined) return undefined;
  const scheme = String(groups['scheme']).toLowerCase();
  const user = groups['user']?.replaceAll('%40', '@') ?? null;
  if (!isScheme(scheme) || (scheme !== 'esl' && user === null)) return undefined;
  const host = String(groups['host']).replaceAll(/[[\]]/gu, '');
  const port = Number(groups['port'] ?? ports[scheme]);
  return { scheme, host, port, user, context: String(groups['context']), secret };
}

/** Throws 400 for one that is not as it must be, or neither encrypted nor on this machine where that is asked for. */
export function requireDialledWay(url: string, takesPlain: boolean): void {
  const way = dialledWay(url, '');
  if (way === undefined || way.port < 1 || way.port > 65_535)
    throw badRequest(
      'invalid_body',
      'url: ami://user@host:5038/context, amis://… or esl://host:8021/context.',
    );
  const isPrivate = encrypted.has(way.scheme) || here.has(way.host);
  if (!isPrivate && !takesPlain)
    throw badRequest('invalid_body', 'url: must be encrypted, or be on this machine.');
}

const isScheme = (name: string): name is DialScheme => Object.hasOwn(ports, name);

/** A reference that stands in a command may hold nothing that begins another. */
export const isPlainReference = (text: string): boolean => /^[\w.:@+-]{1,128}$/u.test(text);
