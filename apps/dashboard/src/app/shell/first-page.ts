import type { WordKey } from '../words/dictionary';
import type { Me } from './me';

type Page = { readonly path: string; readonly permission: string; readonly word: WordKey };

/** Pages in the order in which whoever may open several begins with them. */
const pages: readonly Page[] = [
  { path: '/', permission: 'board.see', word: 'app.live' },
  { path: '/callbacks', permission: 'callbacks.work', word: 'callbacks.title' },
  { path: '/reports', permission: 'reports.see', word: 'app.reports' },
  { path: '/history', permission: 'metrics.see', word: 'app.history' },
  { path: '/people', permission: 'people.see', word: 'menu.people' },
  { path: '/audit', permission: 'audit.see', word: 'menu.audit' },
  { path: '/settings', permission: 'settings.see', word: 'menu.settings' },
];
/** Open to everybody, about themselves. */
const profile = { path: '/profile', word: 'menu.profile' } as const satisfies Omit<Page, 'permission'>;

/** Where somebody begins: the first page that is theirs, else what their account is. */
export function firstPageOf(me: Pick<Me, 'may'>): Omit<Page, 'permission'> {
  return pages.find(({ permission }) => me.may(permission)) ?? profile;
}
