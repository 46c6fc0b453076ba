import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import type { ApiKeyView, MadeApiKeyView } from '@vigie/contracts';

import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { sender, type ChangeFailure } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreKeys } from './centre-keys';
import { allKeyScopes, keyScopes, keyStateOf, namedScopes } from './key-state';
import { ScopeFields } from './scope-fields';

const hourMs = 3_600_000;
/** For how long the key before it stays good. */
const spans = { none: 0, hour: hourMs, day: 24 * hourMs, week: 168 * hourMs, month: 720 * hourMs } as const;
type Span = keyof typeof spans;

/** One key: in one sentence whom it lets in, what it may do, and how to replace, narrow or revoke it. */
@Component({
  selector: 'vg-key-card',
  imports: [ScopeFields],
  styleUrls: ['../people/people-form.css', '../people/person-card.css', './key-card.css'],
  templateUrl: './key-card.html',
})
export class KeyCard {
  readonly key = input.required<ApiKeyView>();
  /** Whether the viewer may change anything. */
  readonly mayManage = input.required<boolean>();
  /** Another key was made in its place. */
  readonly replaced = output<MadeApiKeyView>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly keys = inject(CentreKeys);
  private readonly clock = inject(Clock);
  private readonly keyId = computed(() => this.key().id);
  private readonly forThisKey = <T>(first: T) =>
    linkedSignal<string, T>({ source: this.keyId, computation: () => first });
  protected readonly doing = this.forThisKey<'replace' | 'revoke' | 'scopes' | null>(null);
  private readonly sender = sender(this.forThisKey<ChangeFailure | null>(null));
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;
  protected readonly spanNames = Object.keys(spans) as readonly Span[];

  protected readonly state = computed(() => keyStateOf(this.key(), this.clock.now()));
  protected readonly isOpen = computed(() => this.state() === 'open' || this.state() === 'ending');
  protected readonly named = computed(() => namedScopes(this.key()));
  protected readonly sentence = computed(() => {
    const { name, clinicIds, sendsAs } = this.key();
    if (!this.isOpen()) return this.words.t('keys.sentenceEnded', { name });
    const scope = clinicIds === null ? this.words.t('keys.ofCentre') : clinicIds.join(', ');
    const source = sendsAs === null ? [] : [this.words.t('keys.ofSource', { source: sendsAs })];
    return this.words.t('keys.sentence', { name, scope: [scope, ...source].join(', ') });
  });
  protected readonly facts = computed(() => {
    const { createdAt, usedAt, expiresAt, replaces } = this.key();
    const { words, formats } = this;
    return [
      words.t('keys.made', { day: formats.moment(createdAt) }),
      ...(replaces === null ? [] : [words.t('keys.replaces')]),
      usedAt === null ? words.t('keys.neverUsed') : words.t('keys.usedAt', { when: formats.moment(usedAt) }),
      ...(expiresAt === null ? [] : [words.t('keys.endsAt', { when: formats.moment(expiresAt) })]),
    ].join(' ');
  });
  protected readonly lists = computed(() => {
    const held = new Set(this.key().scopes);
    return Object.entries(keyScopes).flatMap(([group, scopes]) => {
      const texts = scopes.filter((one) => held.has(one)).map((one) => this.words.t(`keys.scopes.${one}`));
      return texts.length === 0
        ? []
        : [{ title: this.words.t(`keys.${group as keyof typeof keyScopes}`), texts }];
    });
  });
  /** What a newer server let it do. */
  protected readonly others = computed(() =>
    this.key().scopes.filter((scope) => !allKeyScopes.some((known) => known === scope)),
  );

  protected spanInWords(span: Span): string {
    return this.words.t(`keys.spans.${span}`);
  }

  protected async narrow(scopes: readonly string[]): Promise<void> {
    if (scopes.length === 0) return this.failure.set('invalid');
    await this.changing(async () => {
      await this.keys.setScopes(this.keyId(), scopes);
    });
  }

  protected async replace(span: string): Promise<void> {
    const known = this.spanNames.find((name) => name === span) ?? 'day';
    const until = new Date(this.clock.now() + spans[known]).toISOString();
    await this.changing(async () => {
      this.replaced.emit(await this.keys.replace(this.keyId(), until));
    });
  }

  protected async revoke(): Promise<void> {
    await this.changing(() => this.keys.revoke(this.keyId()));
  }

  private async changing(work: () => Promise<void>): Promise<void> {
    await this.sender.send(async () => {
      await work();
      this.doing.set(null);
    });
  }
}
