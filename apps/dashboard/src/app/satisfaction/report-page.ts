import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';

import { Address } from '../shell/address';
import { Words } from '../shell/words';
import { FormulaList } from './formula-list';
import { HiddenQuotes } from './hidden-quotes';
import { reportAddress, reportLanguages } from './report-addresses';
import { OpenReport } from './open-report';
import { ReportReaders } from './report-readers';
import { ReportSheet } from './report-sheet';
import { ReportState } from './report-state';
import { ReportSteps } from './report-steps';

const languageNames = { fr: 'Français', ca: 'Català', es: 'Español', en: 'English' } as const;

/** One clinic's report of one month: to read, to keep as a file, to print, and to note what is decided. */
@Component({
  selector: 'vg-report-page',
  imports: [FormulaList, HiddenQuotes, ReportReaders, ReportSheet, ReportState, ReportSteps, RouterLink],
  styleUrl: './report-page.css',
  templateUrl: './report-page.html',
})
export class ReportPage {
  readonly month = input.required<string>();
  readonly clinicId = input.required<string>();

  protected readonly report = inject(OpenReport);
  protected readonly words = inject(Words);
  private readonly address = inject(Address);
  protected readonly languages = reportLanguages;
  protected readonly languageNames = languageNames;

  protected readonly shownLanguage = computed(
    () => this.report.choice()?.language ?? this.report.document()?.language ?? null,
  );
  protected readonly files = computed(() => {
    const choice = this.report.choice();
    if (choice === null || this.report.document()?.status === 'empty') return null;
    return {
      pdf: reportAddress(choice, 'pdf'),
      spreadsheet: reportAddress(choice, 'spreadsheet'),
      csv: reportAddress(choice, 'csv'),
    };
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      this.report.show(this.month(), this.clinicId());
    });
    effect(() => {
      title.setTitle(this.report.document()?.documentTitle ?? this.words.t('reports.title'));
    });
  }

  protected chooseLanguage(code: string): void {
    void this.address.set({ language: code });
  }
}
