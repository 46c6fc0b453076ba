import { Component, computed, inject, signal } from '@angular/core';
import type { ApiKeyView, MadeApiKeyView } from '@vigie/contracts';

import { Address } from '../shell/address';
import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { Words } from '../shell/words';
import { CentreKeys } from './centre-keys';
import { KeyCard } from './key-card';
import { KeyForm } from './key-form';
import { keyStateOf } from './key-state';
import { MadeSecret } from './made-secret';

/** The keys with which programs send and read, and what each of them may. */
@Component({
  selector: 'vg-keys-page',
  imports: [KeyCard, KeyForm, MadeSecret, PageState],
  styleUrl: '../people/people-page.css',
  templateUrl: './keys-page.html',
})
export class KeysPage {
  protected readonly words = inject(Words);
  protected readonly keys = inject(CentreKeys);
  private readonly formats = inject(Formats);
  private readonly clock = inject(Clock);
  private readonly address = inject(Address);
  private readonly me = inject(Me);

  protected readonly making = signal(false);
  protected readonly made = signal<MadeApiKeyView | null>(null);
  protected readonly mayManage = computed(() => this.me.may('keys.manage'));
  /** Those that open something first, the newest first. */
  private readonly sorted = computed<readonly ApiKeyView[]>(() => {
    const opens = (key: ApiKeyView): number => (this.isOpen(key) ? 0 : 1);
    return (this.keys.all() ?? []).toSorted(
      (a, b) => opens(a) - opens(b) || b.createdAt.localeCompare(a.createdAt),
    );
  });
  protected readonly rows = computed(() =>
    this.sorted().map((key) => ({
      key,
      used: key.usedAt === null ? this.words.t('keys.never') : this.formats.moment(key.usedAt),
      state: this.stateInWords(key),
    })),
  );
  protected readonly shown = computed<ApiKeyView | null>(() => {
    const wanted = this.address.value('key');
    const found = this.sorted().find(({ id }) => id === wanted);
    // One that was just made comes with the next reading: meanwhile no other key stands in its place.
    if (found === undefined && wanted !== null && this.keys.isReading()) return null;
    return found ?? this.sorted()[0] ?? null;
  });
  protected readonly counted = computed(() =>
    this.words.n('keys.count', this.sorted().filter((key) => this.isOpen(key)).length),
  );

  constructor() {
    showPageName(() => this.words.t('keys.title'));
  }

  protected begin(): void {
    this.made.set(null);
    this.making.set(true);
  }

  protected show(id: string | null): void {
    this.making.set(false);
    this.made.set(null);
    void this.address.set({ key: id });
  }

  protected greet(made: MadeApiKeyView): void {
    this.making.set(false);
    this.made.set(made);
    void this.address.set({ key: made.key.id });
  }

  private isOpen(key: ApiKeyView): boolean {
    return ['open', 'ending'].includes(keyStateOf(key, this.clock.now()));
  }

  private stateInWords(key: ApiKeyView): string {
    const state = keyStateOf(key, this.clock.now());
    const until = key.expiresAt === null ? '' : this.formats.moment(key.expiresAt);
    const text =
      state === 'ending' ? this.words.t('keys.until', { day: until }) : this.words.t(`keys.${state}`);
    return key.isOld && this.isOpen(key) ? `${text}, ${this.words.t('keys.old')}` : text;
  }
}
