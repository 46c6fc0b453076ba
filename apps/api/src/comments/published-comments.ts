import type { CommentTone, CommentView, Suppression } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { everything } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import type { ViewerScope } from '../access/viewer-scope';
import { openText } from '../privacy/sealed-text';
import { Database } from '../platform/database';
import { readAnswer } from '../satisfaction/answer/published-satisfaction';
import { TenantSettings } from '../settings/tenant-settings';
import { Keyring } from '../privacy/keyring';
import { chooseQuotes, answeredTones, toneOf, type ToneCounts } from './choose-quotes';
import { sealName } from './comment-keeper';
import { ratedComments, type RatedComment } from './comment-query';
import { themeFinder, type ThemeFinder } from './themes/match-themes';

/** Whose comments are asked for. */
export type CommentsQuestion = {
  /** `YYYY-MM`, of the call. */
  readonly month: string;
  /** Null: all clinics. */
  readonly clinicId: string | null;
  /** Null: the one way of asking that is published. */
  readonly channel?: string | null;
};

export type Quote = Pick<CommentView, 'id' | 'text' | 'tone' | 'language'>;
export type ThemeCount = { readonly theme: string; readonly positive: number; readonly negative: number };

/** What a report may say of comments; nothing where `suppressed` says why. */
export type CommentsTold = {
  readonly quotes: readonly Quote[];
  /** Most often met first; hidden comments are counted. */
  readonly themes: readonly ThemeCount[];
  /** Comments of the period that the clinic hides. */
  readonly hidden: number;
  readonly suppressed: Suppression | null;
};

type Published = { readonly channel: string; readonly until: number; readonly answered: ToneCounts };

/**
 * Comments of months whose satisfaction is published (provisional, final, revised) on ten answers or more: themes with
 * their counts, and quotes in the proportion of all respondents. Tone is the rating, never read into the words.
 */
@Injectable()
export class PublishedComments {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly keyring: Keyring,
  ) {}

  /** What a report may say of comments, as they stand in the transaction at hand. */
  async of(tx: EntityManager, tenantId: string, question: CommentsQuestion): Promise<CommentsTold> {
    const published = await publishedBy(tx, tenantId, question);
    if (typeof published === 'string') return { quotes: [], themes: [], hidden: 0, suppressed: published };
    const comments = await this.read(tx, tenantId, { ...question, ...published });
    const shown = comments.filter(({ hidden }) => !hidden);
    const quotes = chooseQuotes(shown, published.answered);
    return {
      quotes: quotes.map(({ id, text, tone, language }) => ({ id, text, tone, language })),
      themes: countThemes(comments),
      hidden: comments.length - shown.length,
      suppressed: null,
    };
  }

  /** Every comment of a published month, hidden ones among them, by the rule of {@link of}; or why none is told. */
  all(
    { tenantId, scope }: Pick<Viewer, 'tenantId' | 'scope'>,
    question: CommentsQuestion,
  ): Promise<readonly CommentView[] | Suppression> {
    return this.database.inSnapshot(tenantId, async (tx) => {
      const published = await publishedBy(tx, tenantId, question, scope);
      if (typeof published === 'string') return published;
      return this.read(tx, tenantId, { ...question, ...published });
    });
  }

  private async read(
    tx: EntityManager,
    tenantId: string,
    asked: CommentsQuestion & Published,
  ): Promise<CommentView[]> {
    await this.settings.ensureLoaded(tx, tenantId);
    const { survey } = this.settings.current(tenantId).clinic(asked.clinicId ?? '');
    const finder = themeFinder(survey?.themes);
    const rows = await ratedComments(tx, tenantId, asked);
    return rows.flatMap((row) => this.open(tenantId, row, finder));
  }

  /** One that does not open (another installation's key), or whose rating is neither good nor bad, is left out. */
  private open(tenantId: string, row: RatedComment, themesOf: ThemeFinder): CommentView[] {
    const { id, overall, language, hidden, sealed } = row;
    const tone = toneOf(overall);
    if (tone === null) return [];
    const text = openText(sealed, this.keyring.keyOf(tenantId, 'survey comments'), sealName(tenantId, id));
    return text === null ? [] : [{ id, text, tone, language, themes: themesOf(text, language), hidden }];
  }
}

/** Up to when comments of a month may be told, and what was answered; or why none is. */
async function publishedBy(
  tx: EntityManager,
  tenantId: string,
  { month, clinicId, channel = null }: CommentsQuestion,
  scope: ViewerScope = everything,
): Promise<Published | Suppression> {
  const asked = { month, months: 1, clinicId, channel, by: 'none' } as const;
  const answer = await readAnswer(tx, tenantId, asked, scope);
  const { status, total, surveyChannel, computedAt } = answer;
  if (total.suppressed !== null) return total.suppressed;
  if (status === null || status === 'running' || surveyChannel === null || computedAt === null)
    return 'not_published';
  const answered = answeredTones(answer);
  return answered === null
    ? 'few_answers'
    : { channel: surveyChannel, until: Date.parse(computedAt), answered };
}

function countThemes(comments: readonly CommentView[]): ThemeCount[] {
  const counts = new Map<string, { [tone in CommentTone]: number }>();
  for (const { themes, tone } of comments) {
    for (const theme of themes) {
      const count = counts.get(theme) ?? { positive: 0, negative: 0 };
      counts.set(theme, count);
      count[tone] += 1;
    }
  }
  return [...counts]
    .map(([theme, count]) => ({ theme, ...count }))
    .sort((a, b) => b.positive + b.negative - (a.positive + a.negative) || (a.theme < b.theme ? -1 : 1));
}
