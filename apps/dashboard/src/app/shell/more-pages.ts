import {
  Component,
  computed,
  DestroyRef,
  inject,
  signal,
  viewChild,
  type ElementRef,
  type Signal,
} from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

import type { WordKey } from '../words/dictionary';
import { Me } from './me';
import { Tenants } from './tenants';
import { Words } from './words';

type Page = {
  readonly path: string;
  readonly permission: string;
  readonly word: WordKey;
  /** Switched on for a clinic, or out of the menu. */
  readonly feature?: string;
};

/** Pages of those who run a centre, beside the pages of those who watch it; the menu shows what one may open. */
const morePages: readonly Page[] = [
  { path: '/incidents', permission: 'incidents.see', word: 'menu.incidents' },
  { path: '/sheets', permission: 'sheets.see', word: 'menu.sheets' },
  { path: '/diagnosis', permission: 'reports.see', word: 'menu.diagnosis' },
  { path: '/campaigns', permission: 'campaigns.see', feature: 'campaigns', word: 'menu.campaigns' },
  { path: '/do-not-call', permission: 'marks.lift', feature: 'campaigns', word: 'menu.doNotCall' },
  { path: '/frequent', permission: 'frequent.see', word: 'menu.frequent' },
  { path: '/shared-numbers', permission: 'numbers.share', word: 'menu.sharedNumbers' },
  { path: '/people', permission: 'people.see', word: 'menu.people' },
  { path: '/screens', permission: 'walls.see', word: 'menu.screens' },
  { path: '/settings', permission: 'settings.see', word: 'menu.settings' },
  { path: '/staff-notice', permission: 'settings.manage', word: 'menu.staffNotice' },
  { path: '/telephony', permission: 'connectors.see', word: 'menu.telephony' },
  { path: '/keys', permission: 'keys.see', word: 'menu.keys' },
  { path: '/callers', permission: 'callers.export', word: 'menu.callers' },
  { path: '/retention', permission: 'retention.see', word: 'menu.retention' },
  { path: '/audit', permission: 'audit.see', word: 'menu.audit' },
];
/** For whoever answers calls: what is before them while they speak. */
const ownCall = { path: '/poste', word: 'menu.ownCall' } as const;
/** What is kept of whoever looks: for those who have figures of their own. */
const ownData = { path: '/my-data', word: 'menu.myData' } as const;
/** So many stand in the row of pages; where there are more, they are one menu. */
const mostInRow = 2;
/** On a phone the row has room for the daily pages alone: all others are in the menu, the television with them. */
const narrow = '(width < 760px)';
const television = { path: '/wall', word: 'app.wall' } as const;
const gapPx = 4;

/** The rest of the pages: side by side where they are few, else behind one button. */
@Component({
  selector: 'vg-more-pages',
  imports: [RouterLink, RouterLinkActive],
  styleUrl: './more-pages.css',
  template: `
    @if (isMenu()) {
      <button
        #button
        type="button"
        popovertarget="more-pages"
        [class.on]="active.isActive"
        [attr.aria-expanded]="isOpen()"
      >
        {{ words.t('menu.more') }} <span aria-hidden="true">▾</span>
      </button>
    }
    <ul
      #list
      id="more-pages"
      routerLinkActive
      #active="routerLinkActive"
      [class.row]="!isMenu()"
      [attr.popover]="isMenu() ? 'auto' : null"
      (toggle)="place($event)"
    >
      @for (page of pages(); track page.path) {
        <li>
          <a
            [routerLink]="page.path"
            routerLinkActive="on"
            ariaCurrentWhenActive="page"
            [queryParams]="{ tenant: tenants.chosen() ?? null }"
            (click)="close()"
            >{{ words.t(page.word) }}</a
          >
        </li>
      }
    </ul>
  `,
})
export class MorePages {
  protected readonly me = inject(Me);
  protected readonly tenants = inject(Tenants);
  protected readonly words = inject(Words);
  private readonly button = viewChild<ElementRef<HTMLElement>>('button');
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');

  protected readonly isOpen = signal(false);
  private readonly isNarrow = matching(narrow);
  private readonly isAgent = computed(() => (this.me.who()?.person?.agentId ?? null) !== null);
  protected readonly pages = computed(() => [
    ...(this.isNarrow() && this.me.seesRoom() ? [television] : []),
    ...(this.isAgent() && this.me.may('calls.note') ? [ownCall] : []),
    ...morePages.filter(({ permission, feature }) => this.me.may(permission) && this.isOn(feature)),
    ...(this.isAgent() ? [ownData] : []),
  ]);
  protected readonly isMenu = computed(() => this.pages().length > (this.isNarrow() ? 0 : mostInRow));

  private isOn(feature: string | undefined): boolean {
    return feature === undefined || this.me.who()?.features.includes(feature) === true;
  }

  /** It lies over the page, where nothing of the head cuts it. */
  protected place(event: Event): void {
    this.isOpen.set((event as ToggleEvent).newState === 'open');
    const button = this.button()?.nativeElement.getBoundingClientRect();
    if (button === undefined) return;
    const { style, offsetWidth } = this.list().nativeElement;
    style.top = `${button.bottom + gapPx}px`;
    style.left = `${Math.max(gapPx, Math.min(button.left, innerWidth - offsetWidth - gapPx))}px`;
  }

  protected close(): void {
    if (this.isMenu()) this.list().nativeElement.hidePopover();
  }
}

/** Whether the window is as a media query says, as long as whoever asks lives. */
function matching(query: string): Signal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  const follow = (): void => {
    matches.set(list.matches);
  };
  list.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => {
    list.removeEventListener('change', follow);
  });
  return matches;
}
