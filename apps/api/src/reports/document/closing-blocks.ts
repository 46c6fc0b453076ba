import { commentThemeName, type ActionsBlock, type NotesBlock, type QuotesBlock } from '@vigie/contracts';

import type { ReportedAction } from './report-material';
import type { Scene } from './scene';

/** Quotes and themes; nothing where comments are not told. */
export function quotesBlock({ words, format, comments }: Scene): QuotesBlock | null {
  if (comments === null) return null;
  return {
    kind: 'quotes',
    id: 'quotes',
    title: words.quotes.title,
    note: words.quotes.note,
    quotes: comments.quotes.map(({ id, text, tone }) => ({ id, text, tone, toneLabel: words.quotes[tone] })),
    themes: comments.themes.map(({ theme, positive, negative }) => ({
      label: commentThemeName(theme, format.language),
      text: themeText({ words, format }, positive, negative),
    })),
    empty: words.quotes.empty,
  };
}

/** Only what was said: nobody's opinion is left out. */
function themeText(
  { words, format }: Pick<Scene, 'words' | 'format'>,
  positive: number,
  negative: number,
): string {
  const parts = [
    { count: positive, word: words.quotes.favourable },
    { count: negative, word: words.quotes.unfavourable },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => word(format.count(count), count))
    .join(', ');
}

/** What is to be decided together, from this report. */
export function actionsBlock(scene: Scene): ActionsBlock {
  const { words, actions } = scene;
  const drawn = actions.map((action) => drawnAction(scene, action));
  return {
    kind: 'actions',
    id: 'actions',
    title: words.actions.title,
    actions: drawn,
    empty: words.actions.empty,
  };
}

/** What became of earlier decisions; nothing without any. */
export function earlierActionsBlock(scene: Scene): ActionsBlock | null {
  const { words, earlierActions } = scene;
  if (earlierActions.length === 0) return null;
  const actions = earlierActions.map((action) => drawnAction(scene, action));
  return { kind: 'actions', id: 'earlier-actions', title: words.actions.lastTitle, actions };
}

function drawnAction({ words, format }: Scene, action: ReportedAction) {
  const { id, text, owner, due, expected, status, outcome, before, after } = action;
  const told = status === 'open' ? [] : [words.actions[status]];
  if (outcome !== null) told.push(outcome);
  if (before !== null && after !== null)
    told.push(words.actions.beforeAfter(format.percent(before, 1), format.percent(after, 1)));
  return {
    id,
    text,
    owner,
    due: due === null ? words.actions.noDue : format.date(due),
    expected,
    outcome: told.length === 0 ? null : told.join(words.semicolon),
  };
}

/** What happened that explains a figure: a doctor away, a move. */
export function notesBlock({ words, notes }: Scene): NotesBlock | null {
  if (notes.length === 0) return null;
  return { kind: 'notes', id: 'notes', title: words.notes.title, paragraphs: notes };
}

/** How the figures are made. */
export function methodBlock({ words, format, figures, contact }: Scene): NotesBlock {
  const { seconds, formula, target } = figures.serviceLevel;
  const name = `SL-${formula.slice(2)}`;
  const paragraphs = [
    ...words.method.paragraphs,
    words.method.service(name, format.duration(seconds * 1000), format.percent(target)),
    ...unheardText({ words, format, figures }),
    words.method.contact(whomToCall(figures.centre, contact)),
  ];
  return { kind: 'notes', id: 'method', title: words.method.title, paragraphs };
}

/** Of which times nothing was heard. */
function unheardText({ words, format, figures }: Pick<Scene, 'words' | 'format' | 'figures'>): string[] {
  const { unheard, timezone } = figures;
  if (unheard === undefined) return [];
  const times = unheard.times.map(({ from, to }) =>
    words.method.between(format.moment(from, timezone), format.moment(to, timezone)),
  );
  return [words.method.unheard(format.duration(unheard.coveredMs), times.join(words.semicolon))];
}

/** Everything by which somebody can be reached; the centre alone where nobody is named. */
function whomToCall(centre: string, contact: Scene['contact']): string {
  if (contact === null) return centre;
  const { name, phone, email } = contact;
  return [`${name} (${centre})`, phone, email].filter((part) => part !== null).join(', ');
}
