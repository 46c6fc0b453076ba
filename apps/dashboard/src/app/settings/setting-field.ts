import { Component, computed, inject, input, output } from '@angular/core';
import type { SettingsItem } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { AbsencesField } from './absences-field';
import { CalendarField } from './calendar-field';
import { CentreSettings } from './centre-settings';
import { PlannedField } from './planned-field';
import { readList, readNumber, type SettingField as Field } from './setting-fields';
import { valueInWords } from './setting-words';

const choicesOf = { kind: ['cabinet', 'centre', 'clinique'], language: ['fr', 'ca', 'en', 'es'] } as const;
const partsOf = {
  lines: ['targetSeconds', 'watchSeconds', 'limitSeconds'],
  contact: ['name', 'phone', 'email'],
  instruction: ['instructedBy', 'instructedOn', 'until', 'daysAfterDue'],
} as const;
type Part = (typeof partsOf)[keyof typeof partsOf][number];
/** Of the parts, those that are whole numbers and those that are days. */
const numbers: ReadonlySet<Part> = new Set([...partsOf.lines, 'daysAfterDue']);
const dates: ReadonlySet<Part> = new Set(['instructedOn', 'until']);

/** One setting in a form: its name, what it does, and what is wrong with it. */
@Component({
  selector: 'vg-setting-field',
  imports: [AbsencesField, CalendarField, PlannedField],
  host: { class: 'fields' },
  styleUrl: './setting-field.css',
  templateUrl: './setting-field.html',
})
export class SettingFieldForm {
  readonly field = input.required<Field>();
  readonly value = input.required<unknown>();
  readonly clinics = input<readonly SettingsItem[]>([]);
  /** The centre's present day. */
  readonly today = input('');
  readonly disabled = input(false);
  /** Whether it is proposed, where the rest of the form is changed. */
  readonly isProposed = input(false);
  /** What is wrong with it, in words; empty: nothing. */
  readonly fault = input('');
  readonly changed = output<unknown>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly settings = inject(CentreSettings);
  protected readonly name = computed(() => this.words.t(`settings.fields.${this.field().name}`));
  protected readonly about = computed(() => {
    const about = this.words.t(`settings.abouts.${this.field().name}`);
    return this.isProposed() ? `${about} ${this.words.t('settings.proposals.field')}` : about;
  });
  protected readonly aboutId = computed(() => `about-${this.field().name}`);
  protected readonly inputId = computed(() => `setting-${this.field().name}`);
  /** What holds where a calendar says nothing. */
  protected readonly usual = computed(() => {
    const { name } = this.field();
    if (name !== 'hours' && name !== 'covered' && name !== 'callingHours') return '';
    return this.words.t('settings.usual', { usual: this.words.t(`settings.usuals.${name}`) });
  });
  /** What holds, for who reads it. */
  protected readonly inWords = computed(() => {
    const { words, formats } = this;
    const value = this.value();
    const usual = this.usual();
    if ((value === null || value === undefined) && usual !== '') return usual;
    return valueInWords({ words, formats, nameOf: this.settings.nameOf }, this.field().name, value);
  });
  protected readonly parts = computed<readonly Part[]>(() => {
    const { control } = this.field();
    return control === 'lines' || control === 'contact' || control === 'instruction' ? partsOf[control] : [];
  });
  protected readonly choices = computed<readonly Readonly<{ value: string; text: string }>[]>(() => {
    const { control } = this.field();
    if (control === 'clinic') return this.clinics().map(({ id, name }) => ({ value: id, text: name }));
    if (control !== 'kind' && control !== 'language') return [];
    return choicesOf[control].map((value) => ({ value, text: this.words.t(`settings.choices.${value}`) }));
  });
  protected readonly isChoice = computed(() => ['clinic', 'kind', 'language'].includes(this.field().control));
  protected readonly text = computed(() => {
    const value = this.value();
    if (Array.isArray(value)) return value.join(', ');
    if (typeof value === 'number')
      return String(this.field().control === 'percent' ? Math.round(value * 1_000) / 10 : value);
    return typeof value === 'string' ? value : '';
  });

  protected partName(part: Part): string {
    return this.words.t(`settings.parts.${part}`);
  }

  protected partType(part: Part): 'date' | 'text' {
    return dates.has(part) ? 'date' : 'text';
  }

  protected isNumber(part: Part): boolean {
    return numbers.has(part);
  }

  protected partText(part: Part): string {
    const value = (this.value() ?? {}) as Readonly<Partial<Record<Part, string | number>>>;
    return String(value[part] ?? '');
  }

  protected setPart(part: Part, text: string): void {
    const given = numbers.has(part) ? readNumber(text) : text.trim() === '' ? null : text.trim();
    const all = { ...((this.value() ?? {}) as Readonly<Record<string, unknown>>), [part]: given };
    const left = Object.entries(all).filter(([, value]) => value !== null && value !== undefined);
    this.changed.emit(left.length === 0 ? null : Object.fromEntries(left));
  }

  protected write(text: string): void {
    this.changed.emit(this.read(text));
  }

  private read(text: string): unknown {
    switch (this.field().control) {
      case 'list':
        return readList(text);
      case 'number':
        return readNumber(text);
      case 'percent': {
        const given = readNumber(text);
        return typeof given === 'number' ? Math.round(given * 10) / 1_000 : given;
      }
      default:
        return text.trim() === '' ? null : text.trim();
    }
  }
}
