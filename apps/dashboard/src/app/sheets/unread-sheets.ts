import { computed, inject, resource, Service } from '@angular/core';
import type { ChangedSheets, SheetChange } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { Me } from '../shell/me';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { changedSheetsShape } from './sheet-answers';

const root = '/api/v1/sheet-changes';
/** What fits into a sentence; the rest is on the sheet. */
const mostTold = 6;

/** The sheets that changed since whoever is signed in said to have read them. */
@Service()
export class UnreadSheets {
  private readonly me = inject(Me);
  private readonly tenants = inject(Tenants);
  private readonly words = inject(Words);
  private readonly read = resource({
    params: () => (this.me.may('sheets.acknowledge') ? { tenant: this.tenants.chosen() } : undefined),
    loader: async ({ params, abortSignal }) =>
      readAnswer(changedSheetsShape, await askServer(addressOf(root, params), { signal: abortSignal })),
  });
  readonly all = computed<ChangedSheets>(() => (this.read.hasValue() ? this.read.value() : []));

  reload(): void {
    this.read.reload();
  }

  /** Says that the changes that are shown were read; where others came meanwhile, those are shown instead. */
  async acknowledge({ clinicId, version }: ChangedSheets[number]): Promise<boolean> {
    try {
      const address = addressOf(`${root}/${encodeURIComponent(clinicId)}`, { tenant: this.tenants.chosen() });
      const left = await askServer(address, { method: 'POST', body: { version } });
      this.read.set(readAnswer(changedSheetsShape, left));
      return true;
    } catch {
      this.read.reload();
      return false;
    }
  }

  /** What changed in one of them, as a sentence. */
  sentenceOf({ name, changes }: ChangedSheets[number]): string {
    const told = changes.slice(0, mostTold).map((change) => this.changeOf(change));
    const left = changes.length - told.length;
    if (left > 0) told.push(this.words.n('sheets.news.left', left));
    return this.words.t('sheets.news.changed', { clinic: name, what: told.join(', ') });
  }

  private changeOf({ part, name, how }: SheetChange): string {
    return this.words.t(`sheets.news.how.${how}`, { what: this.partOf(part, name) });
  }

  private partOf(part: SheetChange['part'], name: string): string {
    if (part === 'path' || part === 'answer') return this.words.t('sheets.news.quoted', { name });
    return this.words.t((part === 'basic' ? `sheets.basics.${name}` : `sheets.${part}`) as WordKey);
  }
}
