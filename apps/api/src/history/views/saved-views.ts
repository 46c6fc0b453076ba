import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { SavedView } from '@vigie/contracts';

import { lacksPermission } from '../../access/refusals';
import { signedIn, type Viewer } from '../../access/viewer';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { HistoryQuestions } from '../history-questions';
import { mailingQuery } from '../mailings/mailing-query';
import { putView, removeView, savedViewsOf, startWithThis } from './saved-view-store';

const mostOfOne = 30;
/** What the page shows otherwise than the server is asked for it: how a figure is drawn, and in which order. */
const manners = ['measure', 'heat'];

/** What is wanted of a view; `isStart` undefined: as it was. */
export type WantedView = {
  readonly name: string;
  readonly query: string;
  readonly isStart?: boolean | undefined;
};

/** Addresses of history that people have named for themselves; what one shows is what they may see when they look. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questions: HistoryQuestions,
  ) {}

  list(viewer: Viewer): Promise<readonly SavedView[]> {
    const of = signedIn(viewer);
    return this.database.withTenant(of.tenantId, (tx) => savedViewsOf(tx, of));
  }

  /** Throws what is wrong with the choices, as the page would; 403 for who sees no history. */
  async save(viewer: Viewer, wanted: WantedView): Promise<SavedView> {
    const of = signedIn(viewer);
    if (!viewer.may('metrics.see')) throw lacksPermission();
    const reader = { ...viewer, scope: viewer.scopeOf('metrics.see') };
    const { asked, more } = mailingQuery(wanted.query, 'breakdown');
    const narrowed = Object.fromEntries(Object.entries(asked).filter(([name]) => !manners.includes(name)));
    return this.database.withTenant(of.tenantId, async (tx) => {
      await this.questions.read(tx, reader, { ...narrowed, range: 'today' }, more);
      const known = await savedViewsOf(tx, of);
      const before = known.find(({ name }) => name === wanted.name);
      if (before === undefined && known.length >= mostOfOne) throw tooMany();
      const isStart = wanted.isStart ?? before?.isStart ?? false;
      const view = { id: randomUUID(), name: wanted.name, query: wanted.query, isStart };
      const kept = await putView(tx, of, view, this.clock.now());
      if (kept.isStart) await startWithThis(tx, of, kept.id);
      return kept;
    });
  }

  async remove(viewer: Viewer, viewId: string): Promise<void> {
    const of = signedIn(viewer);
    const isGone = await this.database.withTenant(of.tenantId, (tx) => removeView(tx, of, viewId));
    if (!isGone) throw notFound('There is no such view.');
  }
}

function tooMany(): Problem {
  const detail = `Nobody has more than ${mostOfOne} named views.`;
  return new Problem({ code: 'too_many_views', status: 409, detail });
}
