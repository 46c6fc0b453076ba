import { Component, computed, inject, input, linkedSignal, resource } from '@angular/core';
import type { SheetRequest, SheetRequests as RequestsView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { sender, type ChangeFailure } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { ClinicSheets } from './clinic-sheets';

const signs = { asked: '○', taken: '◆', done: '●', refused: '–' } as const;

/** What the centre and the clinic ask of each other about the sheet, where each request stands, and who waits. */
@Component({
  selector: 'vg-sheet-requests',
  styleUrl: './sheet-questions.css',
  template: `
    @if (it(); as requests) {
      <h3>{{ words.t('sheets.requests.title') }}</h3>
      <p role="status" class="said">
        @if (failure(); as why) {
          <span class="act">{{
            words.t(why === 'conflict' ? 'sheets.requests.changed' : 'sheets.failed.failed')
          }}</span>
        }
      </p>
      <ul>
        @for (row of rows(); track row.id) {
          <li>
            <div>
              <b>{{ row.text }}</b>
              <small class="muted">{{ row.about }}</small>
            </div>
            @if (row.mayAnswer) {
              @if (refusing() === row.id) {
                <form class="fields" novalidate (submit)="$event.preventDefault(); refuse(row.id, why.value)">
                  <label>
                    {{ words.t('sheets.declineWhy') }}
                    <input #why maxlength="500" required />
                  </label>
                  <p class="do">
                    <button type="submit" class="button main" [disabled]="busy()">
                      {{ words.t('sheets.requests.refuse') }}
                    </button>
                    <button type="button" class="link" (click)="refusing.set(null)">
                      {{ words.t('sheets.cancel') }}
                    </button>
                  </p>
                </form>
              } @else {
                <p class="do">
                  @if (row.state === 'asked') {
                    <button type="button" class="button" [disabled]="busy()" (click)="say(row.id, 'taken')">
                      {{ words.t('sheets.requests.take') }}<span class="hidden">: {{ row.text }}</span>
                    </button>
                  }
                  <button type="button" class="button" [disabled]="busy()" (click)="say(row.id, 'done')">
                    {{ words.t('sheets.requests.done') }}<span class="hidden">: {{ row.text }}</span>
                  </button>
                  <button type="button" class="link" (click)="refusing.set(row.id)">
                    {{ words.t('sheets.requests.refuse') }}…<span class="hidden">: {{ row.text }}</span>
                  </button>
                </p>
              }
            }
          </li>
        } @empty {
          <li class="muted">{{ words.t('sheets.requests.none') }}</li>
        }
      </ul>
      @if (requests.mayAsk) {
        <form class="fields" novalidate (submit)="$event.preventDefault(); ask(text)">
          <label>
            {{ words.t('sheets.requests.ask') }}
            <small>{{ words.t('sheets.requests.about') }}</small>
            <textarea #text name="request" rows="2" maxlength="1000" required></textarea>
          </label>
          <p class="do">
            <button type="submit" class="button" [disabled]="busy()">
              {{ words.t('sheets.requests.send') }}
            </button>
          </p>
        </form>
      }
    }
  `,
})
export class SheetRequests {
  readonly clinicId = input.required<string>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly sheets = inject(ClinicSheets);
  private readonly read = resource({
    params: () => ({ clinicId: this.clinicId(), tenant: this.tenants.chosen() }),
    loader: ({ params, abortSignal }) => this.sheets.requests(params.clinicId, abortSignal),
  });
  private readonly ofThisClinic = <T>(value: T) =>
    linkedSignal<string, T>({ source: this.clinicId, computation: () => value });
  protected readonly refusing = this.ofThisClinic<string | null>(null);
  private readonly sender = sender(this.ofThisClinic<ChangeFailure | null>(null));
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;
  protected readonly it = computed<RequestsView | null>(() =>
    this.read.hasValue() ? this.read.value() : null,
  );
  protected readonly rows = computed(() =>
    (this.it()?.requests ?? []).map((one) => ({ ...one, about: this.aboutOf(one) })),
  );

  protected async ask(field: HTMLTextAreaElement): Promise<void> {
    const text = field.value.trim();
    if (text === '') return;
    await this.send(() => this.sheets.sayToRequest(this.clinicId(), { text }));
    if (this.failure() === null) field.value = '';
  }

  protected async refuse(id: string, word: string): Promise<void> {
    if (word.trim() === '') return;
    await this.say(id, 'refused', word);
    this.refusing.set(null);
  }

  protected async say(id: string, state: 'taken' | 'done' | 'refused', word = ''): Promise<void> {
    await this.send(() => this.sheets.sayToRequest(this.clinicId(), { state, word }, id));
  }

  private async send(work: () => Promise<RequestsView>): Promise<void> {
    await this.sender.send(async () => this.read.set(await work()));
    if (this.failure() === 'conflict') this.read.reload();
  }

  private aboutOf({ side, by, at, state, answered, waits }: SheetRequest): string {
    const who = (name: string): string => (name === '' ? this.words.t('sheets.someone') : name);
    const said = [
      `${signs[state]} ${this.words.t(`sheets.requests.states.${state}`)}`,
      waits === null ? '' : this.words.t(`sheets.requests.waits.${waits}`),
      this.words.t('sheets.written', {
        who: who(by),
        side: this.words.t(`sheets.sides.${side}`),
        when: this.formats.moment(at),
      }),
      answered === null
        ? ''
        : this.words.t('sheets.requests.answered', {
            who: who(answered.by),
            when: this.formats.moment(answered.at),
          }),
      answered?.word ?? '',
    ];
    return said.filter((part) => part !== '').join(' · ');
  }
}
