import { Component, inject, output, signal } from '@angular/core';
import { sheetLanguages, type Sheet, type SheetLanguage } from '@vigie/contracts';

import { ServerSaidNo, type FieldFault } from '../shell/ask-server';
import { Words } from '../shell/words';
import { ClinicSheets } from './clinic-sheets';

/** How a sheet begins: by a template in one of four languages, or by a file. */
@Component({
  selector: 'vg-sheet-start',
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .fields {
      max-width: 420px;
    }
  `,
  template: `
    <h3>{{ words.t('sheets.start') }}</h3>
    <p class="do">
      @for (language of languages; track language) {
        <button type="button" class="button" (click)="begin(language)">
          {{ nameOf(language) }}
        </button>
      }
    </p>
    <div class="fields">
      <label>
        {{ words.t('sheets.import') }}
        <input #file type="file" accept=".yaml,.yml,.csv" (change)="load(file)" />
      </label>
    </div>
    <div role="status">
      @if (isLost()) {
        <p class="act">{{ words.t('sheets.failed.failed') }}</p>
      }
      @if (faults().length > 0) {
        <p class="act">{{ words.t('sheets.badFile') }}</p>
        <ul>
          @for (fault of faults(); track $index) {
            <li>{{ fault.field }} : {{ fault.message }}</li>
          }
        </ul>
      }
    </div>
  `,
})
export class SheetStart {
  readonly begun = output<Sheet>();

  protected readonly words = inject(Words);
  private readonly sheets = inject(ClinicSheets);
  protected readonly languages = sheetLanguages;
  protected readonly faults = signal<readonly FieldFault[]>([]);
  protected readonly isLost = signal(false);

  protected nameOf(language: SheetLanguage): string {
    return this.words.t(`sheets.languages.${language}`);
  }

  protected async begin(language: SheetLanguage): Promise<void> {
    await this.emit(() => this.sheets.template(language));
  }

  protected async load(field: HTMLInputElement): Promise<void> {
    const [file] = field.files ?? [];
    if (file === undefined) return;
    const format = file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'yaml';
    await this.emit(async () => this.sheets.readFile(format, await file.text()));
    field.value = '';
  }

  private async emit(sheet: () => Promise<Sheet>): Promise<void> {
    this.faults.set([]);
    this.isLost.set(false);
    try {
      this.begun.emit(await sheet());
    } catch (error) {
      const faults = error instanceof ServerSaidNo ? error.faults : [];
      this.faults.set(faults.slice(0, 5));
      this.isLost.set(faults.length === 0);
    }
  }
}
