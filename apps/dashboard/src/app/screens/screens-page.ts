import { Component, computed, inject, signal } from '@angular/core';
import type { MadeWallLink, WallLinkView } from '@vigie/contracts';

import { scopeInWords } from '../account/access-sentence';
import { KnownNames } from '../account/known-names';
import { Clock } from '../shell/clock';
import { CopyField, wholeAddress } from '../shell/copy-field';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreScreens } from './centre-screens';
import { ScreenForm } from './screen-form';

/** Seen within this, a television shows the board now: the server writes down when it was seen once a minute. */
const shownWithinMs = 3 * 60_000;

/** The televisions that show the board without anybody signed in: which, of what, seen when, and how to stop one. */
@Component({
  selector: 'vg-screens-page',
  imports: [CopyField, PageState, ScreenForm],
  styleUrl: './screens-page.css',
  templateUrl: './screens-page.html',
})
export class ScreensPage {
  protected readonly words = inject(Words);
  private readonly names = inject(KnownNames);
  protected readonly formats = inject(Formats);
  protected readonly screens = inject(CentreScreens);
  private readonly me = inject(Me);
  private readonly clock = inject(Clock);

  protected readonly adding = signal(false);
  protected readonly made = signal<MadeWallLink | null>(null);
  /** The one that is about to be stopped, once somebody is sure. */
  protected readonly stopping = signal<string | null>(null);
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;
  protected readonly mayManage = computed(() => this.me.may('walls.manage'));
  protected readonly counted = computed(() => this.words.n('screens.count', this.screens.all()?.length ?? 0));
  protected readonly rows = computed(() =>
    (this.screens.all() ?? []).map((screen) => ({
      screen,
      shows: scopeInWords(this.words, screen.scope, this.names.of),
      names: this.words.t(screen.namesClinics ? 'screens.named' : 'screens.nameless'),
      made: this.madeText(screen),
      seen: this.seenText(screen),
    })),
  );

  constructor() {
    showPageName(() => this.words.t('screens.title'));
  }

  protected address({ url }: MadeWallLink): string {
    return wholeAddress(url);
  }

  protected add(): void {
    this.made.set(null);
    this.adding.set(true);
  }

  protected show(made: MadeWallLink): void {
    this.adding.set(false);
    this.made.set(made);
  }

  protected async stop(id: string): Promise<void> {
    await this.sender.send(async () => {
      await this.screens.revoke(id);
      this.stopping.set(null);
      if (this.made()?.wall.id === id) this.made.set(null);
    });
  }

  private madeText({ madeBy, madeAt }: WallLinkView): string {
    const day = this.formats.day(madeAt);
    return madeBy === null ? day : this.words.t('screens.madeBy', { name: madeBy, day });
  }

  private seenText({ seenAt }: WallLinkView): { readonly text: string; readonly on: boolean } {
    if (seenAt === null) return { text: this.words.t('screens.never'), on: false };
    const on = this.clock.now() - Date.parse(seenAt) < shownWithinMs;
    return { text: on ? this.words.t('screens.on') : this.formats.moment(seenAt), on };
  }
}
