import { inject, Service } from '@angular/core';
import type {
  ClinicSheet,
  DecideQuestion,
  Sheet,
  SheetFormat,
  SheetLanguage,
  SheetQuestions,
  SheetReaders,
  SheetRequests,
  SheetRequestState,
  SheetVersionText,
} from '@vigie/contracts';

import { addressOf, askServer, type Asking } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import {
  clinicSheetShape,
  sheetQuestionsShape,
  sheetReadersShape,
  sheetRequestsShape,
  sheetShape,
  sheetVersionTextShape,
} from './sheet-answers';

const root = '/api/v1/sheets';

/** A version as it is sent. */
export type SentVersion = Readonly<{ basedOn: number; sheet: Sheet; note: string }>;

/** The sheets of clinics, as the server has them. Each of these throws what {@link askServer} does. */
@Service()
export class ClinicSheets {
  private readonly tenants = inject(Tenants);

  async read(clinicId: string, signal: AbortSignal): Promise<ClinicSheet> {
    return readAnswer(clinicSheetShape, await this.ask(pathOf(clinicId), { signal }));
  }

  async version(clinicId: string, version: number): Promise<SheetVersionText> {
    return readAnswer(sheetVersionTextShape, await this.ask(`${pathOf(clinicId)}/versions/${version}`));
  }

  async write(clinicId: string, body: SentVersion): Promise<ClinicSheet> {
    return readAnswer(clinicSheetShape, await this.ask(pathOf(clinicId), { method: 'PUT', body }));
  }

  /** What the centre or the clinic says to a version. */
  async answer(
    clinicId: string,
    version: number,
    answer: Readonly<{ verb: 'approve' | 'accept' } | { verb: 'decline'; why: string }>,
  ): Promise<ClinicSheet> {
    const path = `${pathOf(clinicId)}/versions/${version}/${answer.verb}`;
    const body = answer.verb === 'decline' ? { why: answer.why } : undefined;
    return readAnswer(clinicSheetShape, await this.ask(path, { method: 'POST', body }));
  }

  /** Who got a letter about it. */
  async readers(clinicId: string, signal: AbortSignal): Promise<SheetReaders> {
    return readAnswer(sheetReadersShape, await this.ask(`${pathOf(clinicId)}/readers`, { signal }));
  }

  /** No letter's link opens it any more. */
  async closeLinks(clinicId: string): Promise<void> {
    await this.ask(`${pathOf(clinicId)}/readers`, { method: 'DELETE' });
  }

  /** What callers ask and the sheet does not answer. */
  async questions(clinicId: string, signal: AbortSignal): Promise<SheetQuestions> {
    return readAnswer(sheetQuestionsShape, await this.ask(`${pathOf(clinicId)}/questions`, { signal }));
  }

  /** What both sides asked of each other about it. */
  async requests(clinicId: string, signal: AbortSignal): Promise<SheetRequests> {
    return readAnswer(sheetRequestsShape, await this.ask(`${pathOf(clinicId)}/requests`, { signal }));
  }

  /** Asks something of the other side, or with a request's id answers it. */
  async sayToRequest(
    clinicId: string,
    body: Readonly<{ text: string } | { state: SheetRequestState; word: string }>,
    id?: string,
  ): Promise<SheetRequests> {
    const path = `${pathOf(clinicId)}/requests${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
    return readAnswer(sheetRequestsShape, await this.ask(path, { method: 'POST', body }));
  }

  /** What becomes of one of them. */
  async decide(clinicId: string, body: DecideQuestion): Promise<SheetQuestions> {
    const path = `${pathOf(clinicId)}/questions`;
    return readAnswer(sheetQuestionsShape, await this.ask(path, { method: 'POST', body }));
  }

  async template(language: SheetLanguage): Promise<Sheet> {
    return readAnswer(sheetShape, await this.ask(`/api/v1/sheet-templates/${language}`));
  }

  /** A file as the server reads it; nothing is kept. */
  async readFile(format: SheetFormat, text: string): Promise<Sheet> {
    const body = { format, text };
    return readAnswer(sheetShape, await this.ask('/api/v1/sheet-files', { method: 'POST', body }));
  }

  fileAddress(clinicId: string, format: SheetFormat): string {
    return addressOf(`${pathOf(clinicId)}/file`, { format, tenant: this.tenants.chosen() });
  }

  private ask(path: string, asking?: Asking): Promise<unknown> {
    return askServer(addressOf(path, { tenant: this.tenants.chosen() }), asking);
  }
}

const pathOf = (clinicId: string): string => `${root}/${encodeURIComponent(clinicId)}`;
