import { Component, computed, inject, input, linkedSignal, output, resource } from '@angular/core';
import {
  sheetFormats,
  type ChangedSheets,
  type ClinicSheet,
  type Sheet,
  type SheetVersion,
  type SheetVersionText,
} from '@vigie/contracts';

import { failureOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { sender, type ChangeFailure } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { ClinicSheets } from './clinic-sheets';
import { SheetForm } from './sheet-form';
import { SheetQuestions } from './sheet-questions';
import { approverIn, SheetHistory } from './sheet-history';
import { SheetLetters } from './sheet-letters';
import { SheetRequests } from './sheet-requests';
import { SheetStart } from './sheet-start';
import { SheetText } from './sheet-text';
import { UnreadSheets } from './unread-sheets';

/** A version that waits for the answer of one side. */
type Waiting = Readonly<{ version: number; side: 'centre' | 'clinic' }>;

/** The sheet of one clinic: what it says and how it stands, its form, and its history. */
@Component({
  selector: 'vg-clinic-sheet-card',
  imports: [SheetForm, SheetHistory, SheetLetters, SheetQuestions, SheetRequests, SheetStart, SheetText],
  styleUrl: './clinic-sheet-card.css',
  templateUrl: './clinic-sheet-card.html',
})
export class ClinicSheetCard {
  readonly clinicId = input.required<string>();
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly sheets = inject(ClinicSheets);
  protected readonly changes = inject(UnreadSheets);
  private readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly read = resource({
    params: () => ({ clinicId: this.clinicId(), tenant: this.tenants.chosen() }),
    loader: ({ params, abortSignal }) => this.sheets.read(params.clinicId, abortSignal),
  });
  protected readonly fileFormats = sheetFormats;
  private readonly ofThisClinic = <T>(value: T) =>
    linkedSignal<string, T>({ source: this.clinicId, computation: () => value });

  /** What the form began with, while it is open. */
  protected readonly draft = this.ofThisClinic<Sheet | null>(null);
  /** The question without an answer that the form was opened for; once it is saved, the one that was answered. */
  private readonly asked = this.ofThisClinic<string | null>(null);
  protected readonly writtenAnswer = this.ofThisClinic<string | null>(null);
  /** An earlier version that is looked at. */
  protected readonly earlier = this.ofThisClinic<SheetVersionText | null>(null);
  protected readonly declining = this.ofThisClinic(false);
  protected readonly said = this.ofThisClinic('');
  private readonly sender = sender(this.ofThisClinic<ChangeFailure | null>(null));
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;

  protected readonly it = computed<ClinicSheet | null>(() =>
    this.read.hasValue() ? this.read.value() : null,
  );
  protected readonly unread = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });
  /** The version that is shown: an earlier one, else the newest. */
  protected readonly shown = computed<Readonly<{ version: SheetVersion; sheet: Sheet }> | null>(() => {
    const it = this.it();
    const version = it?.versions[0];
    const sheet = it?.sheet ?? null;
    return this.earlier() ?? (sheet === null || version === undefined ? null : { version, sheet });
  });
  protected readonly standing = computed(() => {
    const it = this.it();
    const shown = this.shown();
    if (it === null || shown === null) return [];
    const { version, at, heldFrom, approved, declined } = shown.version;
    const when = this.formats.moment(heldFrom ?? at);
    if (declined !== null || (heldFrom !== null && version !== it.held))
      return [this.words.t('sheets.old', { n: version, when: this.formats.moment(at) })];
    if (heldFrom === null) return [this.words.t('sheets.proposal', { n: version })];
    return [
      this.words.t('sheets.holds', { n: version, when }),
      approved === null
        ? this.words.t('sheets.notApproved')
        : this.words.t('sheets.approvedBy', {
            who: approverIn(this.words, approved),
            when: this.formats.moment(approved.at),
          }),
    ];
  });
  /** What changed since the viewer said to have read this sheet. */
  protected readonly news = computed(
    () => this.changes.all().find(({ clinicId }) => clinicId === this.clinicId()) ?? null,
  );
  protected readonly readersSaid = computed(() => {
    const { readers, held } = this.it() ?? { readers: null, held: null };
    if (readers === null || readers.of === 0 || this.shown()?.version.version !== held) return '';
    const { of, read, unread } = readers;
    const count = this.words.n('sheets.news.readers', of, { read });
    if (unread === null || unread.length === 0) return count;
    return `${count} ${this.words.t('sheets.news.unread', { names: unread.join(', ') })}`;
  });
  /** The version that waits for an answer of the viewer, and which. */
  protected readonly waits = computed<Waiting | null>(() => {
    const it = this.it();
    return it === null || this.earlier() !== null ? null : waitingIn(it);
  });

  protected async seen(changed: ChangedSheets[number]): Promise<void> {
    if (await this.changes.acknowledge(changed)) this.read.reload();
  }

  protected edit(sheet: Sheet): void {
    this.earlier.set(null);
    this.said.set('');
    this.failure.set(null);
    this.asked.set(null);
    this.draft.set(sheet);
  }

  /** Opens the form with a question that callers ask; what else is written in it is kept too. */
  protected answerQuestion(question: string): void {
    const sheet = this.it()?.sheet ?? null;
    if (sheet === null) return;
    const id = `question-${sheet.answers.length + 1}-${question.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`.slice(
      0,
      64,
    );
    const asked = { id, question: upperFirst(question), text: '', reviewedOn: null, reviewBy: null };
    this.edit({ ...sheet, answers: [...sheet.answers, asked] });
    this.asked.set(question);
  }

  protected saved(it: ClinicSheet): void {
    const isHeld = it.held === it.latest;
    this.draft.set(null);
    this.writtenAnswer.set(this.asked());
    this.asked.set(null);
    this.put(it, this.words.t(isHeld ? 'sheets.savedSaid' : 'sheets.proposedSaid', { n: it.latest }));
  }

  protected async look(version: number): Promise<void> {
    this.draft.set(null);
    const isNewest = version === this.it()?.latest;
    this.earlier.set(isNewest ? null : await this.sheets.version(this.clinicId(), version));
  }

  protected async answer(
    version: number,
    answer: Readonly<{ verb: 'approve' | 'accept' } | { verb: 'decline'; why: string }>,
  ): Promise<void> {
    if (answer.verb === 'decline' && answer.why.trim() === '') return;
    await this.sender.send(async () => {
      const it = await this.sheets.answer(this.clinicId(), version, answer);
      const said = { approve: 'approvedSaid', accept: 'acceptedSaid', decline: 'declinedSaid' } as const;
      this.put(it, this.words.t(`sheets.${said[answer.verb]}`));
    });
    this.declining.set(false);
  }

  private put(it: ClinicSheet, said: string): void {
    this.read.set(it);
    this.said.set(said);
    this.changed.emit();
    this.changes.reload();
  }
}

function waitingIn({ versions, held, may }: ClinicSheet): Waiting | null {
  const [newest] = versions;
  if (newest === undefined) return null;
  const { version, heldFrom, declined, approved } = newest;
  if (may.manage && heldFrom === null && declined === null) return { version, side: 'centre' };
  return may.approve && version === held && approved === null ? { version, side: 'clinic' } : null;
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
