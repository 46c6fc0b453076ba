import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { MadeApiKeyView } from '@vigie/contracts';

import { Clock } from '../shell/clock';
import { sender, type ChangeFailure } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreKeys } from './centre-keys';
import { ScopeFields } from './scope-fields';

/** Makes a key: for which program, what it may do, bound to what, until when. */
@Component({
  selector: 'vg-key-form',
  imports: [ScopeFields],
  styleUrl: '../people/people-form.css',
  templateUrl: './key-form.html',
})
export class KeyForm {
  readonly made = output<MadeApiKeyView>();
  readonly left = output();

  protected readonly words = inject(Words);
  private readonly keys = inject(CentreKeys);
  private readonly clock = inject(Clock);
  private readonly scopes = viewChild.required(ScopeFields);
  private readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');
  protected readonly name = signal('');
  protected readonly sendsAs = signal('');
  protected readonly clinics = signal('');
  protected readonly lastDay = signal('');
  protected readonly tried = signal(false);
  private readonly sender = sender();
  protected readonly sending = this.sender.sending;
  protected readonly failure = this.sender.failure;

  protected readonly isSender = computed(() => this.scopes().given().includes('events:write'));
  /** What is wrong with each field, as far as the page can tell. */
  protected readonly faults = computed(() => ({
    name: this.name().trim() === '',
    scopes: this.scopes().given().length === 0,
    sendsAs: this.isSender() && this.sendsAs().trim() === '',
    lastDay: this.lastDay() !== '' && Date.parse(this.expiry() ?? '') <= this.clock.now(),
  }));

  constructor() {
    afterNextRender(() => {
      this.first().nativeElement.focus();
    });
  }

  protected isFaulty(field: keyof ReturnType<typeof this.faults>): boolean {
    return this.tried() && this.faults()[field];
  }

  protected said(why: ChangeFailure): string {
    return this.words.t('keys.failed', { why: this.words.t(`keys.why.${why}`) });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    if (Object.values(this.faults()).some(Boolean)) return;
    const clinicIds = this.clinics()
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const asked = {
      name: this.name().trim(),
      scopes: this.scopes().given(),
      sendsAs: this.isSender() ? this.sendsAs().trim() : null,
      clinicIds: clinicIds.length === 0 ? null : clinicIds,
      expiresAt: this.expiry(),
    };
    await this.sender.send(async () => {
      this.made.emit(await this.keys.make(asked));
    });
  }

  /** The midnight that ends the last day, on the clock of whoever fills in the form. */
  private expiry(): string | null {
    const day = this.lastDay();
    if (day === '') return null;
    const end = new Date(`${day}T00:00:00`);
    end.setDate(end.getDate() + 1);
    return end.toISOString();
  }
}
