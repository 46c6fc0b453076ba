import { Component, computed, inject, input } from '@angular/core';
import type { ReportDocument } from '@vigie/contracts';

import { Words } from '../shell/words';
import { ActionsBlockView } from './blocks/actions-block';
import { CommitmentBlockView } from './blocks/commitment-block';
import { FiguresBlockView } from './blocks/figures-block';
import { HeatBlockView } from './blocks/heat-block';
import { NotesBlockView, SentencesBlockView } from './blocks/text-blocks';
import { QuotesBlockView } from './blocks/quotes-block';
import { ScoresBlockView } from './blocks/scores-block';
import { TableBlockView } from './blocks/table-block';
import { TrendBlockView } from './blocks/trend-block';

/** The report as the server wrote it, block by block in reading order, in its own language. */
@Component({
  selector: 'vg-report-sheet',
  imports: [
    ActionsBlockView,
    CommitmentBlockView,
    FiguresBlockView,
    HeatBlockView,
    NotesBlockView,
    QuotesBlockView,
    ScoresBlockView,
    SentencesBlockView,
    TableBlockView,
    TrendBlockView,
  ],
  styleUrl: './report-sheet.css',
  templateUrl: './report-sheet.html',
})
export class ReportSheet {
  readonly document = input.required<ReportDocument>();
  protected readonly words = inject(Words);

  /** Where one more action is written: the first list of them. */
  protected readonly firstActions = computed(() =>
    this.document()
      .pages.flatMap(({ blocks }) => blocks)
      .find(({ kind }) => kind === 'actions'),
  );
  protected readonly pages = computed(() => this.document().pages);
  /** Without the numbers of pages: a sheet of the screen is none of the PDF's. */
  protected readonly foot = computed(() =>
    this.document()
      .footer.split(' · ')
      .filter((part) => !part.includes('{page}'))
      .join(' · '),
  );
}
