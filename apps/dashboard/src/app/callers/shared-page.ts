import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { sharedNumberKinds, type SharedNumbers } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { sharedNumbersShape } from './caller-answers';

type Told = SharedNumbers['proposed'][number];

/** So many clinics are named; of more the others are counted. */
const mostNamed = 6;

/** Numbers that called several clinics: whether many people call from them, and what was said of which. */
@Component({
  selector: 'vg-shared-page',
  imports: [PageState],
  styleUrls: ['./frequent-page.css', './shared-page.css'],
  templateUrl: './shared-page.html',
})
export class SharedPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly sender = sender();
  protected readonly kinds = sharedNumberKinds;
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;
  /** What was done last. */
  protected readonly said = signal('');
  /** The number of which one is being asked whose it is. */
  protected readonly asked = signal('');

  protected readonly read = readOfCentre('/api/v1/callers/shared', sharedNumbersShape);
  /** While it is read again what was known stands. */
  protected readonly told = linkedSignal<SharedNumbers | null, SharedNumbers | null>({
    source: () => this.read.value(),
    computation: (told, before) => told ?? before?.value ?? null,
  });
  protected readonly proposed = computed(() =>
    (this.told()?.proposed ?? []).map((one) => ({
      ...this.rowOf(one),
      said: this.words.t('frequent.shared.called', {
        clinics: this.words.n('frequent.shared.clinics', one.clinics.length),
        calls: this.words.n('frequent.shared.calls', one.calls),
      }),
    })),
  );
  protected readonly decided = computed(() =>
    (this.told()?.decided ?? []).map((one) => ({
      ...this.rowOf(one),
      kind: this.words.t(`frequent.shared.kinds.${one.kind ?? 'one'}`),
      said: this.words.t('frequent.shared.saidBy', {
        when: this.formats.moment(one.decidedAt),
        by: one.decidedBy,
      }),
      calls: this.words.n('frequent.shared.calls', one.calls),
    })),
  );

  constructor() {
    showPageName(() => this.words.t('frequent.shared.title'));
  }

  protected say(
    { callId }: Pick<Told, 'callId'>,
    kind: (typeof sharedNumberKinds)[number] | 'one',
  ): Promise<void> {
    return this.change(callId, 'PUT', 'noted', { kind });
  }

  protected undo({ callId }: Pick<Told, 'callId'>): Promise<void> {
    return this.change(callId, 'DELETE', 'undone');
  }

  private change(
    callId: string,
    method: 'PUT' | 'DELETE',
    said: 'noted' | 'undone',
    body?: { readonly kind: string },
  ): Promise<void> {
    this.said.set('');
    return this.sender.send(async () => {
      try {
        await this.read.change(`/api/v1/callers/shared/${callId}`, method, body);
        this.asked.set('');
        this.said.set(this.words.t(`frequent.shared.${said}`));
      } catch (error) {
        // Somebody else was there before, or the call is kept no more: what stands now is shown.
        this.read.reload();
        throw error;
      }
    });
  }

  private rowOf({ callId, mask, clinics, latestAt }: Told) {
    const more = clinics.length - mostNamed;
    const named = clinics.slice(0, mostNamed).join(', ');
    return {
      callId,
      mask: mask ?? this.words.t('frequent.shared.noMask'),
      clinics:
        more > 0 ? this.words.t('frequent.shared.andMore', { named, n: this.formats.number(more) }) : named,
      latest: this.words.t('frequent.shared.latest', { when: this.formats.moment(latestAt) }),
    };
  }
}
