import type { CommentTone, SatisfactionAnswer } from '@vigie/contracts';

/** What choosing needs of a comment. */
export type Quotable = { readonly id: string; readonly text: string; readonly tone: CommentTone };

/** How many respondents were content (4 and 5 of 5) and how many were not (1 and 2). */
export type ToneCounts = { readonly [tone in CommentTone]: number };

const fewest = 3;
const most = 8;
const shortestLetters = 8;
const longestQuote = 280;

/**
 * Three to eight quotes whose tones stand to each other as those of all respondents did, to the nearest quote; as many
 * as the comments at hand allow, and none when not even three do. Which ones is settled by their ids, which are digests:
 * nobody picks. Empty words and repetitions are passed over.
 */
export function chooseQuotes<Comment extends Quotable>(
  comments: readonly Comment[],
  answered: ToneCounts,
): readonly Comment[] {
  const quotable = distinct(comments.filter(isTelling).toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const byTone = Map.groupBy(quotable, ({ tone }) => tone);
  const { positive = [], negative = [] } = Object.fromEntries(byTone) as Partial<
    Record<CommentTone, Comment[]>
  >;
  for (let size = most; size >= fewest; size -= 1) {
    const wanted = shareOf(size, answered);
    if (wanted === null || wanted.positive > positive.length || wanted.negative > negative.length) continue;
    const chosen = [...positive.slice(0, wanted.positive), ...negative.slice(0, wanted.negative)];
    return chosen.map((comment) => ({ ...comment, text: shortened(comment.text) }));
  }
  return [];
}

/** How many of so many quotes are positive and negative; a tie goes to the negative. Null when nobody was either. */
function shareOf(size: number, { positive, negative }: ToneCounts): ToneCounts | null {
  const all = positive + negative;
  if (all === 0) return null;
  const ofNegative = Math.floor((size * negative) / all + 0.5);
  return { positive: size - ofNegative, negative: ofNegative };
}

/** Says something: a few letters and more than one word. */
const isTelling = ({ text }: Quotable): boolean => {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return letters.length >= shortestLetters && /\p{L}\s+\p{L}/u.test(text);
};

function distinct<Comment extends Quotable>(comments: readonly Comment[]): readonly Comment[] {
  const seen = new Set<string>();
  return comments.filter(({ text }) => {
    const said = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    return !seen.has(said) && seen.add(said);
  });
}

/** Cut between two words where it is too long to be a quote. */
function shortened(text: string): string {
  if (text.length <= longestQuote) return text;
  const cut = text.slice(0, longestQuote - 2);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > longestQuote / 2 ? end : cut.length).trimEnd()} …`.toWellFormed();
}

const goodFrom = 4;
const badTo = 2;

/** The box of a rating of *overall*, 1 to 5; null for 3, which is neither. */
export function toneOf(overall: number): CommentTone | null {
  if (overall >= goodFrom) return 'positive';
  return overall <= badTo ? 'negative' : null;
}

/** How many of the published answers were positive and negative; null where *overall* is not told. */
export function answeredTones({ total }: Pick<SatisfactionAnswer, 'total'>): ToneCounts | null {
  const overall = total.items.find(({ itemId }) => itemId === 'overall');
  if (overall === undefined) return null;
  const counts = { positive: 0, negative: 0 };
  for (const { value, count } of overall.distribution) {
    const tone = toneOf(value);
    if (tone !== null) counts[tone] += count;
  }
  return counts;
}
