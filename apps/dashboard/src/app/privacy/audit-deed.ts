import { historyRanges, type AuditEntryView, type AuditPage } from '@vigie/contracts';

import { roleInWords } from '../account/access-sentence';
import { outcomeWord } from '../history/outcome-words';
import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { frAudit } from '../words/fr-audit';

/** An entry of the log of who did what, in words. */
export type DeedInWords = Readonly<{
  /** Who did it: the beginning of the sentence. */
  who: string;
  /** What they did: its end. */
  deed: string;
  /** About what, and as what. */
  details: string;
}>;

type Texts = Readonly<{ words: Words; formats: Formats; names: AuditPage['names'] }>;

const pair = /^([a-z][\w-]*)=(.*)$/iu;
const role = /^([+-])([a-z]+)\((.*)\)$/u;
const breaks: ReadonlySet<string> = new Set(['altered', 'missing', 'cut', 'forged']);
const instant = /^\d{4}-\d\d-\d\dT/u;

/** What an entry tells, in the language of the page; `names` are those of the answer it came with. */
export function deedInWords(entry: AuditEntryView, texts: Texts): DeedInWords {
  const about = (entry.subject ?? '').split(' ').flatMap((part) => partInWords(part, texts));
  const { role: held } = entry.actor;
  const as = held === null ? [] : [texts.words.t('audit.as', { role: rolesInWords(texts.words, held) })];
  return {
    who: whoInWords(entry, texts),
    deed: actionInWords(texts.words, entry.action),
    details: [...about, ...as].join(' · '),
  };
}

function whoInWords({ actor: { kind, id } }: AuditEntryView, { words, names }: Texts): string {
  return actorInWords(words, kind, kind === 'command' && id !== '' ? id : (names[id ?? ''] ?? null));
}

/** Whoever did something, by their name where it is known, else by what they are. */
export function actorInWords(words: Words, kind: string, name: string | null): string {
  if (kind === 'person') return name ?? words.t('audit.actors.person');
  const named = `${kind}Named`;
  const key = name !== null && Object.hasOwn(frAudit.actors, named) ? named : kind;
  if (!Object.hasOwn(frAudit.actors, key)) return name ?? kind;
  return words.t(`audit.actors.${key}` as WordKey, { name: name ?? '' });
}

/** What was done: the end of the sentence. An action without words of its own is told by its name. */
export function actionInWords(words: Words, action: string): string {
  if (Object.hasOwn(frAudit.deeds, action)) return words.t(`audit.deeds.${action}` as WordKey);
  const [first, ...rest] = action.split('.');
  if (first === 'command') return words.t('audit.deeds.command', { name: `vigie ${rest.join(' ')}` });
  return words.t('audit.deeds.other', { name: action });
}

/** A word of the subject; a method and the path of a request say no more than the deed does. */
function partInWords(part: string, texts: Texts): string[] {
  if (part === '' || /^(GET|POST|PUT|PATCH|DELETE)$/u.test(part)) return [];
  if (part.startsWith('/')) return part.split('/').flatMap((id) => texts.names[id] ?? []);
  return roleInSubject(part, texts) ?? pairInWords(part, texts) ?? plainPart(part, texts);
}

function roleInSubject(part: string, { words }: Texts): string[] | null {
  const [, sign = '', held = '', over = ''] = role.exec(part) ?? [];
  if (held === '') return null;
  const scope = over === 'all' ? '' : ` (${over.replaceAll(',', ', ')})`;
  return [`${sign === '+' ? '+' : '−'} ${roleInWords(words, held)}${scope}`];
}

function pairInWords(part: string, { words, formats }: Texts): string[] | null {
  const [, name = '', value = ''] = pair.exec(part) ?? [];
  if (name === '') return null;
  // The chain's own mark: of use to a program alone.
  if (name === 'after') return [];
  const told = instant.test(value) ? formats.moment(value) : value.replaceAll(',', ', ');
  if (breaks.has(name)) return [words.t('audit.details.broken', { value: told })];
  const listed = listedInWords(name, value);
  if (listed !== null) return [words.t(listed)];
  if (!Object.hasOwn(frAudit.details, name)) return [`${name} ${told}`];
  return [words.t(`audit.details.${name}` as WordKey, { value: told })];
}

/** Of a list of calls: which count it stands behind, or of which range; else null. */
function listedInWords(name: string, value: string): WordKey | null {
  if (name === 'count') return outcomeWord(value);
  const range = name === 'range' ? historyRanges.find((one) => one === value) : undefined;
  return range === undefined ? null : `history.ranges.${range}`;
}

function plainPart(part: string, { words, names }: Texts): string[] {
  if (part === 'watch') return [words.t('audit.details.watch')];
  if (part === 'whole') return [words.t('audit.details.whole')];
  return [names[part] ?? part];
}

function rolesInWords(words: Words, held: string): string {
  return held
    .split('+')
    .map((each) => roleInWords(words, each).toLowerCase())
    .join(', ');
}
