import { Component, computed, inject } from '@angular/core';

import { Me } from '../shell/me';
import { Words } from '../shell/words';
import { campaignKeyOf, campaignKeys, type CampaignKey } from './call-keys';
import { OwnCallStore } from './own-call-store';

/** What the clinic has offered to its callers, and what this one says to it. Its height never changes. */
@Component({
  selector: 'vg-campaign-card',
  host: { class: 'card', '[hidden]': '!isOn()', '(document:keydown)': 'press($event)' },
  styleUrls: ['./call-notes-card.css'],
  styles: `
    :host([hidden]) {
      display: none;
    }
    h2 span:first-child {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .say {
      height: 63px;
      margin: 0 0 8px;
      padding-left: 11px;
      overflow-y: auto;
      border-left: 2px solid var(--accent);
      font-size: 15px;
      line-height: 1.4;
    }
    .say.nothing {
      border-left-color: var(--line);
      color: var(--muted);
    }
    .keys {
      grid-template-columns: 1fr 1fr;
    }
  `,
  template: `
    @if (isOn()) {
      <h2>
        <span>{{ title() }}</span>
        <span class="muted">{{ before() }}</span>
      </h2>
      <!-- A long text scrolls, and so is reached by keyboard. -->
      <p class="say" [class.nothing]="campaign() === null" tabindex="0">{{ say() }}</p>
      <div class="keys">
        @for (one of keys(); track one.kind) {
          <button
            type="button"
            class="button"
            [disabled]="!one.can"
            [attr.aria-pressed]="one.isOn"
            [attr.aria-keyshortcuts]="'Alt+' + one.key"
            (click)="store.noteCampaign(one.kind)"
          >
            <kbd aria-hidden="true">{{ one.key }}</kbd>
            <span
              >{{ words.t(nameOf(one.kind)) }}
              @if (one.isOn) {
                <i aria-hidden="true">✓</i>
              }
            </span>
          </button>
        }
      </div>
    }
  `,
})
export class CampaignCard {
  protected readonly store = inject(OwnCallStore);
  protected readonly words = inject(Words);
  private readonly me = inject(Me);
  /** As long as no clinic has any, the page has no place for them. */
  protected readonly isOn = computed(() => this.me.who()?.features.includes('campaigns') === true);
  protected readonly campaign = computed(() => this.store.call()?.campaign ?? null);
  protected readonly title = computed(
    () => this.campaign()?.title ?? this.words.t('secretary.campaign.title'),
  );
  protected readonly before = computed(() => {
    const before = this.campaign()?.before ?? null;
    return before === null ? '' : this.words.t(`secretary.campaign.before.${before}`);
  });
  protected readonly say = computed(() => {
    const sentence = this.campaign()?.sentence;
    if (sentence !== undefined) return this.words.t('secretary.quote', { said: sentence });
    if (this.store.call() === null) return this.words.t('secretary.campaign.noCall');
    return this.words.t(this.isMarked() ? 'secretary.campaign.marked' : 'secretary.campaign.none');
  });
  protected readonly keys = computed(() => {
    const call = this.store.call();
    const isOpen = call !== null && call.phase !== 'ringing';
    const { campaign } = this.store.noted();
    return campaignKeys.map(({ kind, key }) => ({
      kind,
      key,
      isOn: kind === 'doNotCall' ? this.isMarked() : campaign === kind,
      can: isOpen && (kind === 'doNotCall' ? call.doNotCall !== null : this.campaign() !== null),
    }));
  });
  private readonly isMarked = computed(() => this.store.noted().doNotCall === true);

  /** Where there is nothing to say it is left to whoever types. */
  protected press(event: KeyboardEvent): void {
    const key = event.repeat ? null : campaignKeyOf(event);
    if (key !== null && this.store.noteCampaign(key)) event.preventDefault();
  }

  protected nameOf(kind: CampaignKey) {
    return `secretary.campaign.keys.${kind}` as const;
  }
}
