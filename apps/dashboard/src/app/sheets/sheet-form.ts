import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import {
  basicNames,
  openingKinds,
  pathKinds,
  sheetLanguages,
  sheetServices,
  type BasicName,
  type ClinicSheet,
  type Sheet,
  type SheetAnswer,
  type SheetBasic,
  type SheetPath,
} from '@vigie/contracts';

import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { ClinicSheets } from './clinic-sheets';
import { ReviewDates } from './review-dates';

/** The form of a clinic's sheet: what is typed is put on what it began with, and kept as a new version. */
@Component({
  selector: 'vg-sheet-form',
  imports: [ReviewDates],
  styleUrl: './sheet-form.css',
  templateUrl: './sheet-form.html',
})
export class SheetForm {
  readonly clinicId = input.required<string>();
  readonly began = input.required<Sheet>();
  /** The newest version when the form was opened. */
  readonly basedOn = input.required<number>();
  /** Whether what is saved is the secretaries' at once; else it is a proposal. */
  readonly holdsAtOnce = input.required<boolean>();
  readonly saved = output<ClinicSheet>();
  readonly left = output();

  protected readonly words = inject(Words);
  private readonly sheets = inject(ClinicSheets);
  protected readonly choices = { sheetLanguages, sheetServices, openingKinds, pathKinds, basicNames };
  protected readonly firsts = ['unknown', 'yes', 'no'] as const;

  protected readonly draft = linkedSignal<Sheet>(() => this.began());
  protected readonly note = signal('');
  private readonly sender = sender();
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;

  protected write(changes: Partial<Sheet>): void {
    this.draft.set({ ...this.draft(), ...changes });
  }

  protected greet(changes: Partial<Sheet['greeting']>): void {
    this.write({ greeting: { ...this.draft().greeting, ...changes } });
  }

  protected first(): 'unknown' | 'yes' | 'no' {
    const { comesFirst } = this.draft().greeting;
    return comesFirst === null ? 'unknown' : comesFirst ? 'yes' : 'no';
  }

  protected open(changes: Partial<Sheet['opening']>): void {
    this.write({ opening: { ...this.draft().opening, ...changes } });
  }

  protected writePath(id: string, changes: Partial<SheetPath>): void {
    this.write({
      paths: this.draft().paths.map((path) => (path.id === id ? { ...path, ...changes } : path)),
    });
  }

  protected addPath(): void {
    const { paths } = this.draft();
    this.write({ paths: [...paths, { id: freeId('path', paths), name: '', kind: 'specific', text: '' }] });
  }

  protected removePath(id: string): void {
    this.write({ paths: this.draft().paths.filter((path) => path.id !== id) });
  }

  protected writeBasic(name: BasicName, changes: Partial<SheetBasic>): void {
    const { basics } = this.draft();
    this.write({ basics: { ...basics, [name]: { ...basics[name], ...changes } } });
  }

  protected writeAnswer(id: string, changes: Partial<SheetAnswer>): void {
    const { answers } = this.draft();
    this.write({ answers: answers.map((answer) => (answer.id === id ? { ...answer, ...changes } : answer)) });
  }

  protected addAnswer(): void {
    const { answers } = this.draft();
    const id = freeId('answer', answers);
    this.write({ answers: [...answers, { id, question: '', text: '', reviewedOn: null, reviewBy: null }] });
  }

  protected removeAnswer(id: string): void {
    this.write({ answers: this.draft().answers.filter((answer) => answer.id !== id) });
  }

  protected secondsOf(text: string): number | null {
    const seconds = Number(text.replace(',', '.'));
    return text.trim() === '' || !Number.isFinite(seconds) ? null : seconds;
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!isComplete(this.draft())) return this.failure.set('invalid');
    await this.sender.send(async () => {
      const sent = { basedOn: this.basedOn(), sheet: this.draft(), note: this.note() };
      this.saved.emit(await this.sheets.write(this.clinicId(), sent));
    });
  }
}

/** Whether every path has a name and every answer its question. */
const isComplete = ({ paths, answers }: Sheet): boolean =>
  paths.every(({ name }) => name.trim() !== '') && answers.every(({ question }) => question.trim() !== '');

/** An id that none of them has. */
function freeId(stem: string, all: readonly { readonly id: string }[]): string {
  const taken = new Set(all.map(({ id }) => id));
  let n = all.length + 1;
  while (taken.has(`${stem}-${n}`)) n += 1;
  return `${stem}-${n}`;
}
