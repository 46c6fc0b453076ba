import { Component, computed, inject, signal } from '@angular/core';

import { nameMatches } from '../live/live-filters';
import { Address } from '../shell/address';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { Words } from '../shell/words';
import { ClinicSheetCard } from './clinic-sheet-card';
import { sheetListShape } from './sheet-answers';

/** The clinics of the viewer's scope, and the sheet of the one that was chosen. */
@Component({
  selector: 'vg-sheets-page',
  imports: [ClinicSheetCard, PageState],
  styleUrls: ['../people/people-page.css', '../settings/settings-page.css', './sheets-page.css'],
  templateUrl: './sheets-page.html',
})
export class SheetsPage {
  protected readonly words = inject(Words);
  private readonly address = inject(Address);

  protected readonly typed = signal('');
  private readonly read = readOfCentre('/api/v1/sheets', sheetListShape);
  protected readonly all = this.read.value;
  protected readonly failure = this.read.failure;
  protected readonly rows = computed(() =>
    (this.all() ?? [])
      .filter(({ name, clinicId }) => this.typed() === '' || nameMatches(`${name} ${clinicId}`, this.typed()))
      .map((row) => {
        const stale = row.basics.stale + row.staleAnswers;
        const filled = row.basics.filled + row.basics.stale;
        const said = [
          this.words.t(`sheets.states.${row.state}`),
          row.version === null ? '' : this.words.n('sheets.listed', row.answers, { filled }),
          stale === 0 ? '' : this.words.n('sheets.stale', stale),
        ];
        return { ...row, said: said.filter((part) => part !== '').join(', ') };
      }),
  );
  protected readonly shown = computed<string | null>(() => {
    const wanted = this.address.value('clinic');
    const all = this.all() ?? [];
    return all.find(({ clinicId }) => clinicId === wanted)?.clinicId ?? all[0]?.clinicId ?? null;
  });

  constructor() {
    showPageName(() => this.words.t('sheets.title'));
  }

  protected show(clinicId: string): void {
    void this.address.set({ clinic: clinicId });
  }

  /** A sheet was changed: its row in the list is another one. */
  protected reload(): void {
    this.read.reload();
  }
}
