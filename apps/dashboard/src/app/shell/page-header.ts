import { Component, computed, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive, type IsActiveMatchOptions } from '@angular/router';

import { LiveStore } from '../live/live-store';
import { ConnectionPill } from './connection-pill';
import { Formats } from './formats';
import { Language, languageCodes, languageNames } from './language';
import { LevelAlarm } from './level-alarm';
import { Me } from './me';
import { MorePages } from './more-pages';
import { SourcePills } from './source-pills';
import { Tenants } from './tenants';
import { Theme } from './theme';
import { WhoMenu } from './who-menu';
import { Words } from './words';

/** The head of the pages: where one is, how fresh the figures are, whose centre it is, and how it is shown. */
@Component({
  selector: 'vg-page-header',
  imports: [RouterLink, RouterLinkActive, ConnectionPill, SourcePills, WhoMenu, MorePages],
  styleUrl: './page-header.css',
  templateUrl: './page-header.html',
})
export class PageHeader {
  /** Whether live figures are shown: their age stands in the head. */
  readonly live = input(true);

  protected readonly me = inject(Me);
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly theme = inject(Theme);
  protected readonly alarm = inject(LevelAlarm);
  private readonly language = inject(Language);
  protected readonly tenants = inject(Tenants);
  protected readonly languageCodes = languageCodes;
  protected readonly languageNames = languageNames;

  protected readonly exactPath: IsActiveMatchOptions = {
    paths: 'exact',
    queryParams: 'ignored',
    matrixParams: 'ignored',
    fragment: 'ignored',
  };
  protected readonly anyReport: IsActiveMatchOptions = { ...this.exactPath, paths: 'subset' };
  protected readonly shownLanguage = this.language.active;
  protected readonly themeName = computed(() => this.words.t(`app.themes.${this.theme.choice()}`));
  protected readonly clock = computed(() => this.formats.clockTime(this.store.now()));
  protected readonly day = computed(() => this.formats.day(this.store.now()));

  /** Whose pages they are; of who sees no board, by what is known of them. */
  protected readonly centre = computed(() => {
    const seen = this.store.centre() ?? this.me.who()?.tenant ?? null;
    return seen && { ...seen, tenantId: 'tenantId' in seen ? seen.tenantId : seen.id };
  });

  /** What stands behind the name in brackets is said by the badge beside it. */
  protected readonly centreName = computed(() => {
    const centre = this.centre();
    return centre?.demo === true ? centre.name.replace(/\s*\([^()]*\)$/u, '') : (centre?.name ?? '');
  });

  /** Whether the menu names the page: until it is known who looks, those most people open. */
  protected opens(permission: string): boolean {
    return this.me.who() === null || this.me.may(permission);
  }

  protected chooseLanguage(value: string): void {
    const code = languageCodes.find((known) => known === value);
    if (code !== undefined) void this.language.choose(code);
  }

  protected chooseTenant(id: string): void {
    void this.tenants.choose(id);
  }
}
