import { Component, computed, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import type { SettingsItem, SettingsKind, SettingsView } from '@vigie/contracts';

import { ServerSaidNo, type FieldFault } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { changeFailureOf, type ChangeFailure } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreProposals } from './centre-proposals';
import { CentreSettings } from './centre-settings';
import { SettingFieldForm } from './setting-field';
import { changedFields, settingFields, type SettingField } from './setting-fields';
import { faultInWords, fieldInWords } from './setting-words';

type Values = Readonly<Record<string, unknown>>;
/** What was saved, and how it is taken back. */
type Saved = Readonly<{ from: string; refolds: boolean; back: Values }>;

/** The form of one clinic, queue, team or agent: what each setting does beside it, and from which day a change holds. */
@Component({
  selector: 'vg-settings-form',
  imports: [SettingFieldForm],
  styleUrl: './settings-form.css',
  templateUrl: './settings-form.html',
})
export class SettingsForm {
  readonly kind = input.required<SettingsKind>();
  readonly item = input.required<SettingsItem>();
  readonly view = input.required<SettingsView>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly settings = inject(CentreSettings);
  private readonly proposals = inject(CentreProposals);
  private readonly key = computed(() => `${this.kind()} ${this.item().id}`);
  private readonly forThisItem = <T>(first: () => T) =>
    linkedSignal<string, T>({ source: this.key, computation: () => untracked(first) });
  /** What the form began with; what is typed is put on top of it. */
  private readonly base = this.forThisItem<SettingsItem>(() => this.item());
  protected readonly typed = this.forThisItem<Values>(() => ({}));
  protected readonly from = this.forThisItem(() => this.view().today);
  protected readonly asking = this.forThisItem(() => false);
  protected readonly failure = this.forThisItem<ChangeFailure | 'tooMany' | null>(() => null);
  /** From which day on what was just proposed is to hold; null: nothing was. */
  protected readonly proposed = this.forThisItem<string | null>(() => null);
  protected readonly note = this.forThisItem(() => '');
  protected readonly faults = this.forThisItem<readonly FieldFault[]>(() => []);
  protected readonly meanwhile = this.forThisItem<readonly string[]>(() => []);
  protected readonly saved = this.forThisItem<Saved | null>(() => null);
  protected readonly busy = signal(false);

  protected readonly fields = computed(() => settingFields[this.kind()]);
  protected readonly draft = computed<Values>(() => ({ ...this.base().values, ...this.typed() }));
  protected readonly changes = computed(() => changedFields(this.base().values, this.draft()));
  protected readonly isPast = computed(() => this.from() < this.view().today);
  protected readonly mayAnything = computed(() => this.item().mayChange.length > 0);
  protected readonly proposes = computed(() => this.item().mayPropose.length > 0);
  /** What of it is not the viewer's to change, said before it is read; null where all is. */
  protected readonly readOnly = computed(() => {
    if (!this.mayAnything())
      return this.words.t(this.proposes() ? 'settings.proposals.form' : 'settings.readOnlyAll');
    const theirs = this.fields().filter((field) => this.mayChange(field));
    if (theirs.length === this.fields().length) return null;
    const fields = theirs.map(({ name }) => fieldInWords(this.words, name)).join(', ');
    return this.words.t(this.proposes() ? 'settings.proposals.rest' : 'settings.readOnlyRest', { fields });
  });
  /** What is wrong and stands at no field of the form. */
  protected readonly otherFaults = computed(() =>
    this.faults()
      .filter(({ field }) => !this.fields().some(({ name }) => isOf(field, name)))
      .map(({ field, message }) => this.words.pair(field, faultInWords(this.words, message))),
  );
  protected readonly meanwhileInWords = computed(() =>
    this.meanwhile()
      .map((name) => fieldInWords(this.words, name))
      .join(', '),
  );

  protected mayChange({ name }: SettingField): boolean {
    const { mayChange } = this.item();
    return mayChange.includes('*') || mayChange.includes(name);
  }

  /** Whether it is the viewer's to propose, and no more. */
  protected mayPropose({ name }: SettingField): boolean {
    return this.item().mayPropose.includes(name);
  }

  protected faultOf({ name }: SettingField): string {
    const fault = this.faults().find(({ field }) => isOf(field, name));
    if (fault === undefined) return '';
    const day = /\.week\.(mon|tue|wed|thu|fri|sat|sun)/u.exec(fault.field)?.[1];
    const said = faultInWords(this.words, fault.message);
    return day === undefined ? said : this.words.pair(this.words.t(`settings.days.${day as 'mon'}`), said);
  }

  protected write({ name }: SettingField, value: unknown): void {
    this.saved.set(null);
    this.proposed.set(null);
    this.typed.set({ ...this.typed(), [name]: value });
  }

  protected async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const isProposal = (name: string): boolean => this.item().mayPropose.includes(name);
    const parts = Object.entries(this.changes());
    const wished = Object.fromEntries(parts.filter(([name]) => isProposal(name)));
    const own = Object.fromEntries(parts.filter(([name]) => !isProposal(name)));
    // Whichever button: where there is nothing for it the other's is meant.
    const isWish = (event.submitter as HTMLButtonElement | null)?.value === 'propose';
    if (Object.keys(wished).length > 0 && (isWish || Object.keys(own).length === 0))
      return this.propose(wished);
    if (Object.keys(own).length === 0) return;
    if (this.isPast() && !this.asking()) return this.asking.set(true);
    await this.send(own);
  }

  /** Sends what held before, from the same day on. */
  protected async takeBack({ back, from }: Saved): Promise<void> {
    this.from.set(from);
    await this.send(back);
    this.saved.set(null);
  }

  private send(changes: Values): Promise<void> {
    return this.try(async () => {
      const { id, revision, values } = this.base();
      const from = this.from();
      const { item, refolds } = await this.settings.change(this.kind(), id, { revision, from, changes });
      const back = Object.fromEntries(Object.keys(changes).map((name) => [name, values[name] ?? null]));
      this.begin(item, changes);
      this.saved.set({ from, refolds, back });
    });
  }

  private propose(changes: Values): Promise<void> {
    return this.try(async () => {
      const { id, revision } = this.base();
      const [from, note] = [this.from(), this.note().trim()];
      await this.proposals.propose(this.kind(), id, { revision, from, changes, note });
      this.begin(this.base(), changes);
      this.note.set('');
      this.proposed.set(from);
    });
  }

  private async try(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    this.faults.set([]);
    this.meanwhile.set([]);
    this.proposed.set(null);
    try {
      await work();
    } catch (error) {
      await this.tell(error);
    } finally {
      this.asking.set(false);
      this.busy.set(false);
    }
  }

  /** What was sent is typed no more; what else was stays. */
  private begin(item: SettingsItem, sent: Values): void {
    this.base.set(item);
    this.typed.update((typed) =>
      Object.fromEntries(Object.entries(typed).filter(([name]) => !Object.hasOwn(sent, name))),
    );
  }

  private async tell(error: unknown): Promise<void> {
    if (!(error instanceof ServerSaidNo) || error.code !== 'settings_changed') {
      const isFull = error instanceof ServerSaidNo && error.code === 'too_many_proposals';
      this.failure.set(isFull ? 'tooMany' : changeFailureOf(error));
      if (error instanceof ServerSaidNo) this.faults.set(error.faults);
      return;
    }
    // What was typed stays, on top of what somebody else made of the rest.
    const now = await this.settings.one(this.kind(), this.base().id).catch(() => null);
    this.failure.set(now === null ? 'conflict' : null);
    if (now === null) return;
    this.meanwhile.set(Object.keys(changedFields(this.base().values, now.values)));
    this.base.set(now);
  }
}

/** `covered.week.mon[1]` is of `covered`. */
function isOf(field: string, name: string): boolean {
  return field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`);
}
