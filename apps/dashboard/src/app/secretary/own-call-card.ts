import { Component, computed, inject } from '@angular/core';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from '../live/live-store';
import { OwnCallStore } from './own-call-store';

/** The call: whose clinic it is, what is said for it, by which path, and why the patient calls. Its height never changes. */
@Component({
  selector: 'vg-own-call-card',
  host: { class: 'card' },
  styles: `
    :host {
      display: block;
      padding: 12px 14px;
    }
    :host(.talking) {
      border-color: var(--accent);
    }
    .head {
      height: 70px;
      overflow: hidden;
      white-space: nowrap;
    }
    h2,
    .head span {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      line-height: 24px;
    }
    h2 {
      font-size: 19px;
      letter-spacing: -0.01em;
    }
    /* What is said aloud is read whole. */
    .say {
      height: 105px;
      margin: 2px 0 8px;
      padding-left: 11px;
      overflow-y: auto;
      border-left: 2px solid var(--accent);
      font-size: 15px;
      line-height: 1.4;
    }
    .two {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
    }
    label {
      display: grid;
      gap: 3px;
      min-width: 0;
      color: var(--muted);
      font-size: 12.5px;
    }
    select {
      width: 100%;
      min-width: 0;
      min-height: 34px;
      padding: 3px 8px;
      border: 1px solid var(--edge);
      border-radius: 8px;
      background: var(--surface);
      color: var(--ink);
      font-size: 14px;
    }
    select:disabled {
      border-color: var(--line);
      color: var(--muted);
    }
    .path {
      height: 20px;
      margin-top: 6px;
      overflow-y: auto;
      font-size: 13px;
      line-height: 20px;
    }
    @media (width < 480px) {
      .say {
        height: 126px;
      }
    }
  `,
  template: `
    <div class="head">
      <h2>{{ title() }}</h2>
      <span class="muted">{{ about() }}</span>
      <span class="muted">{{ store.call()?.mask }}</span>
    </div>
    <!-- A long text scrolls, and so is reached by keyboard. -->
    <p class="say" tabindex="0">{{ say() }}</p>
    <div class="two">
      <label>
        {{ words.t('secretary.path') }}
        <select #path [disabled]="paths().length === 0" (change)="choosePath(path.value)">
          <option value="" [selected]="store.noted().pathId === undefined">–</option>
          @for (one of paths(); track one.id) {
            <option [value]="one.id" [selected]="one.id === store.noted().pathId">{{ one.name }}</option>
          }
        </select>
      </label>
      <label>
        {{ words.t('secretary.reason') }}
        <select #reason [disabled]="store.call() === null" (change)="chooseReason(reason.value)">
          <option value="" [selected]="store.noted().reason === undefined">–</option>
          @for (one of reasons(); track one) {
            <option [value]="one" [selected]="one === store.noted().reason">{{ one }}</option>
          }
        </select>
      </label>
    </div>
    <p class="path muted" tabindex="0">{{ pathText() }}</p>
  `,
})
export class OwnCallCard {
  protected readonly store = inject(OwnCallStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly live = inject(LiveStore);

  /** Not logged in at the telephone system: no call can come. */
  private readonly isOff = computed(() => (this.live.agents()[0]?.state ?? 'offline') === 'offline');
  protected readonly title = computed(() => {
    const call = this.store.call();
    if (call === null) return this.words.t('secretary.noCall');
    return call.clinicName === '' ? this.words.t('secretary.noClinic') : call.clinicName;
  });
  protected readonly about = computed(() => {
    const call = this.store.call();
    if (call === null) return this.isOff() ? this.words.t('secretary.off') : '';
    const since = Date.parse(call.since);
    const stands = {
      ringing: () => this.words.t('secretary.ringing'),
      talking: () =>
        this.words.t('secretary.talking', { age: this.formats.age(Math.max(0, this.live.now() - since)) }),
      ended: () => this.words.t('secretary.ended', { when: this.formats.hourInWords(since) }),
    }[call.phase]();
    const waited =
      call.waitMs === null
        ? ''
        : this.words.t('secretary.waited', { wait: this.formats.duration(call.waitMs) });
    return [stands, waited].filter((part) => part !== '').join(' · ');
  });
  private readonly sheet = computed(() => (this.store.isOwnSheet() ? this.store.sheet() : null));
  protected readonly say = computed(() => {
    const sheet = this.sheet();
    if (sheet === null) return '';
    if (sheet.sheet === null) return this.words.t('secretary.noSheet');
    const { disclosure, opening } = sheet.sheet;
    const said = [disclosure, opening.text].filter((part) => part !== '').join(' ');
    return said === '' ? this.words.t('secretary.nothingToSay') : this.words.t('secretary.quote', { said });
  });
  protected readonly paths = computed(() => this.sheet()?.sheet?.paths ?? []);
  protected readonly pathText = computed(
    () => this.paths().find(({ id }) => id === this.store.noted().pathId)?.text ?? '',
  );
  /** That of the call among them, whoever noted it. */
  protected readonly reasons = computed(() => [
    ...new Set([...this.store.reasons(), ...[this.store.call()?.reason ?? []].flat()]),
  ]);

  protected choosePath(pathId: string): void {
    const version = this.sheet()?.version ?? null;
    if (pathId !== '' && version !== null) void this.store.note({ kind: 'path', pathId, version });
  }

  protected chooseReason(reason: string): void {
    if (reason !== '') void this.store.note({ kind: 'reason', reason });
  }
}
