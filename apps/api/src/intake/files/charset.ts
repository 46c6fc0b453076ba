import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

import { badRequest } from '../../platform/problems';

/** How the bytes of a file may stand for letters. */
export type Charset = 'utf-8' | 'windows-1252' | 'iso-8859-15' | 'macintosh';

const charsets: Readonly<Record<string, Charset>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  // As in every browser: what calls itself Latin-1 is Windows-1252, whose letters are the same.
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  latin9: 'iso-8859-15',
  macintosh: 'macintosh',
};

/** The charset of that name; undefined where none is named: each line then tells its own. 400 for an unknown name. */
export function charsetNamed(name: string | undefined): Charset | undefined {
  if (name === undefined) return undefined;
  const charset = charsets[name.trim().toLowerCase()];
  if (charset !== undefined) return charset;
  const detail = 'charset must be utf-8, windows-1252, iso-8859-1, iso-8859-15 or macintosh.';
  throw badRequest('invalid_charset', detail);
}

/** What to say of a line whose charset cannot be told. */
export const unknownCharset =
  'is neither UTF-8 nor Windows-1252: name its charset (charset=…), or save the file as UTF-8';

const decoders = new Map<Charset, TextDecoder>();
/** `€ … ‘ ’ “ ” • – — œ Œ Ÿ`: what French, Catalan and Spanish have between 0x80 and 0x9f of Windows-1252. */
const ownOf1252 = new Set([0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x9c, 0x8c, 0x9f]);
/** A whole character of UTF-8 beyond ASCII, seen as Latin-1. */
const utf8Character = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/u;

/**
 * The text of one line. With no charset named it is told from the line alone, so that it never matters where reading
 * began: UTF-8 where the bytes are that, else Windows-1252 where they can be; null where they may be something else,
 * such as UTF-8 cut in the middle of a letter or the Macintosh's own. Half a text is never guessed.
 */
export function decodeLine(bytes: Buffer, charset?: Charset): string | null {
  if (isUtf8(bytes)) {
    // Plain ASCII is the same in all of them.
    if (charset === undefined || charset === 'utf-8' || isAscii(bytes)) return bytes.toString('utf8');
    return decoder(charset).decode(bytes);
  }
  if (charset === 'utf-8') return null;
  if (charset !== undefined) return decoder(charset).decode(bytes);
  return looksLike1252(bytes) ? decoder('windows-1252').decode(bytes) : null;
}

function looksLike1252(bytes: Buffer): boolean {
  if (utf8Character.test(bytes.toString('latin1'))) return false;
  return bytes.every((byte) => byte < 0x80 || byte > 0x9f || ownOf1252.has(byte));
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function decoder(charset: Charset): TextDecoder {
  const known = decoders.get(charset) ?? new TextDecoder(charset);
  decoders.set(charset, known);
  return known;
}
