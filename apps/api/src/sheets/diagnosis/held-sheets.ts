import type { Instant } from '@vigie/calls';
import { reviewStateOf, type Sheet } from '@vigie/contracts';
import type { SheetFacts } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { readSheet } from '../sheet-store';
import { heldVersionsAt } from '../sheets-query';

const mostKept = 5_000;

/** What of the sheets that held at an instant the six errors go by. A version never changes, so it is read once. */
@Injectable()
export class HeldSheets {
  private readonly read = new Map<string, Sheet>();

  /** By clinic; `today` is the day on which what is to be looked at again is judged. */
  async at(
    tx: EntityManager,
    tenantId: string,
    { before, today }: Readonly<{ before: Instant; today: string }>,
  ): Promise<ReadonlyMap<string, SheetFacts>> {
    const facts = new Map<string, SheetFacts>();
    for (const { clinicId, version } of await heldVersionsAt(tx, tenantId, before)) {
      const sheet = await this.sheet(tx, tenantId, clinicId, version);
      if (sheet !== undefined) facts.set(clinicId, sheetFacts(sheet, version, today));
    }
    return facts;
  }

  private async sheet(
    tx: EntityManager,
    tenantId: string,
    clinicId: string,
    version: number,
  ): Promise<Sheet | undefined> {
    const key = JSON.stringify([tenantId, clinicId, version]);
    const known = this.read.get(key) ?? (await readSheet(tx, tenantId, clinicId, version));
    if (this.read.size >= mostKept) this.read.clear();
    if (known !== undefined) this.read.set(key, known);
    return known;
  }
}

/** The figures of a sheet on a day. */
export function sheetFacts(sheet: Sheet, version: number, today: string): SheetFacts {
  const basics = { filled: 0, stale: 0, empty: 0 };
  for (const basic of Object.values(sheet.basics)) basics[reviewStateOf(basic, today)] += 1;
  const texts = sheet.answers.flatMap(({ question, text }) => [question, text]);
  return {
    version,
    service: sheet.service,
    hasGreeting: sheet.greeting.text.trim() !== '',
    greetingComesFirst: sheet.greeting.comesFirst,
    isDisclosed: sheet.disclosure.trim() !== '',
    paths: sheet.paths.map(({ id, kind }) => ({ id, kind })),
    words: texts
      .join(' ')
      .split(/\s+/u)
      .filter((word) => word !== '').length,
    answers: sheet.answers.length,
    basics,
  };
}
