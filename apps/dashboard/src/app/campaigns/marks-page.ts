import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { liftReasons, type LiftReason, type Marks } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { marksShape } from './campaign-answers';

type Mark = Marks['marks'][number];

/** So many are drawn; the search finds the others. */
const mostRows = 100;

/** Who is not to be called for the campaigns of a clinic; each is lifted with a reason, and set again. */
@Component({
  selector: 'vg-marks-page',
  imports: [PageState],
  styleUrls: ['../callers/frequent-page.css', '../callers/shared-page.css'],
  templateUrl: './marks-page.html',
})
export class MarksPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly sender = sender();
  protected readonly reasons = liftReasons;
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;
  /** Empty: of the first clinic. */
  protected readonly clinic = signal('');
  protected readonly search = signal('');
  /** Of whom one is being asked why the mark is lifted. */
  protected readonly asked = signal('');
  /** What was done last. */
  protected readonly said = signal('');

  protected readonly read = readOfCentre('/api/v1/campaigns/marks', marksShape, () => ({
    clinicId: this.clinic() === '' ? null : this.clinic(),
  }));
  /** While it is read again what was known stands. */
  protected readonly told = linkedSignal<Marks | null, Marks | null>({
    source: () => this.read.value(),
    computation: (told, before) => told ?? before?.value ?? null,
  });
  protected readonly found = computed(() => {
    const wanted = bare(this.search());
    return (this.told()?.marks ?? []).filter(
      ({ mask, reference }) => wanted === '' || bare(`${mask ?? ''} ${reference ?? ''}`).includes(wanted),
    );
  });
  protected readonly rows = computed(() =>
    this.found()
      .slice(0, mostRows)
      .map((one) => ({
        ...one,
        who:
          [one.reference, one.mask].filter((part) => part !== null).join(' · ') ||
          this.words.t('campaigns.marks.nobody'),
        since: this.words.t('campaigns.marks.since', { when: this.formats.moment(one.saidAt) }),
        lifted:
          one.liftedAt === null
            ? null
            : this.words.t('campaigns.marks.liftedAt', { when: this.formats.moment(one.liftedAt) }),
      })),
  );

  constructor() {
    showPageName(() => this.words.t('campaigns.marks.title'));
  }

  protected lift(mark: Pick<Mark, 'id'>, reason: LiftReason): Promise<void> {
    return this.change(mark, 'lift', { reason });
  }

  protected restore(mark: Pick<Mark, 'id'>): Promise<void> {
    return this.change(mark, 'restore', {});
  }

  private change(
    { id }: Pick<Mark, 'id'>,
    what: 'lift' | 'restore',
    body: { readonly reason?: LiftReason },
  ): Promise<void> {
    this.said.set('');
    return this.sender.send(async () => {
      try {
        const clinicId = this.told()?.clinicId;
        await this.read.change(`/api/v1/campaigns/marks/${id}/${what}`, 'POST', { clinicId, ...body });
        this.said.set(this.words.t(`campaigns.marks.done.${what}`));
      } catch (error) {
        // Somebody else was there before: what stands now is shown.
        this.read.reload();
        throw error;
      } finally {
        this.asked.set('');
      }
    });
  }
}

/** Numbers are written with and without spaces, references in either case. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[\s.·•-]/gu, '');
