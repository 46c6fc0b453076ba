import { Component, computed, inject, input, linkedSignal, output, resource } from '@angular/core';
import { incidentEnds, type IncidentDetail, type IncidentEnd } from '@vigie/contracts';

import { figuresFailureOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { PageState } from '../shell/page-state';
import { sender, type ChangeFailure } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { IncidentActs, type IncidentActRequest } from './incident-acts';

/** One urgent call: its course, and what is to be done about it next. */
@Component({
  selector: 'vg-incident-card',
  imports: [PageState],
  styleUrl: './incidents.css',
  template: `
    @if (it(); as one) {
      <h2>{{ one.clinicName ?? words.t('incidents.noClinic') }}</h2>
      <p class="when muted">
        {{ words.t('incidents.called', { when: formats.moment(one.calledAt) }) }}.
        @if (one.isGoingOn) {
          {{ words.t('incidents.goesOn') }}
        }
        @if (one.answerToEmergencyMs; as ms) {
          {{ words.t('incidents.answerToEmergency', { time: formats.duration(ms) }) }}.
        }
      </p>
      <h3>{{ words.t('incidents.course') }}</h3>
      <ol class="course">
        @for (step of course(); track $index) {
          <li>
            <time>{{ step.when }}</time>
            <span>{{ step.said }}</span>
            @if (step.note) {
              <q>{{ step.note }}</q>
            }
          </li>
        }
      </ol>
      <p role="status" class="said">
        @if (failure(); as why) {
          {{ words.t(why === 'conflict' ? 'incidents.conflict' : 'incidents.failed') }}
        }
      </p>
      @if (mayWork() && one.state !== 'withdrawn') {
        @if (one.state === 'open') {
          <p class="do">
            <button type="button" class="button" [disabled]="busy()" (click)="take(one)">
              {{
                one.owner === null
                  ? words.t('incidents.take')
                  : words.t('incidents.takeOver', { by: one.owner.by })
              }}
            </button>
          </p>
        }
        <form class="fields" novalidate (submit)="$event.preventDefault()">
          <label>
            {{ words.t(one.state === 'ended' ? 'incidents.reviewNote' : 'incidents.note') }}
            <small>{{ words.t('incidents.noteAbout') }}</small>
            <textarea #note rows="2" maxlength="280"></textarea>
          </label>
          @if (one.state === 'open') {
            <label>
              {{ words.t('incidents.endHow') }}
              <select #how>
                @for (outcome of outcomes(); track outcome.code) {
                  <option [value]="outcome.code">{{ outcome.name }}</option>
                }
              </select>
            </label>
            <p class="do">
              <button type="button" class="button main" [disabled]="busy()" (click)="end(note, how.value)">
                {{ words.t('incidents.end') }}
              </button>
              <button type="button" class="button" [disabled]="busy()" (click)="add(note)">
                {{ words.t('incidents.add') }}
              </button>
            </p>
          } @else {
            <p class="do">
              @if (one.state === 'ended') {
                <button type="button" class="button main" [disabled]="busy()" (click)="review(note)">
                  {{ words.t('incidents.review') }}
                </button>
              } @else {
                <button type="button" class="button" [disabled]="busy()" (click)="add(note)">
                  {{ words.t('incidents.add') }}
                </button>
              }
            </p>
          }
        </form>
      }
    } @else if (unread(); as why) {
      <vg-page-state [kind]="why" (again)="read.reload()" />
    } @else {
      <p class="muted">{{ words.t('drawer.loading') }}</p>
    }
  `,
})
export class IncidentCard {
  readonly incidentId = input.required<string>();
  readonly mayWork = input.required<boolean>();
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly acts = inject(IncidentActs);
  protected readonly outcomes = computed(() =>
    incidentEnds.map((code) => ({ code, name: this.words.t(`incidents.outcomes.${code}`) })),
  );
  protected readonly read = resource({
    params: () => ({ id: this.incidentId(), tenant: this.tenants.chosen() }),
    loader: ({ params, abortSignal }) => this.acts.read(params.id, abortSignal),
  });
  private readonly sender = sender(
    linkedSignal<string, ChangeFailure | null>({ source: this.incidentId, computation: () => null }),
  );
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;
  protected readonly it = computed<IncidentDetail | null>(() =>
    this.read.hasValue() ? this.read.value() : null,
  );
  protected readonly unread = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : figuresFailureOf(error);
  });
  protected readonly course = computed(() =>
    (this.it()?.course ?? []).map((step) => ({
      when: this.formats.moment(step.at),
      note: step.note,
      said: this.words.t(`incidents.steps.${step.kind}`, {
        by: step.by ?? '',
        outcome: step.outcome === null ? '' : this.words.t(`incidents.outcomes.${step.outcome}`),
      }),
    })),
  );

  protected async take({ owner }: IncidentDetail): Promise<void> {
    await this.send({ what: 'take', over: owner !== null });
  }

  protected async end(note: HTMLTextAreaElement, how: string): Promise<void> {
    const outcome = incidentEnds.find((one): one is IncidentEnd => one === how) ?? 'lost';
    await this.send({ what: 'end', outcome, note: note.value }, note);
  }

  protected async review(note: HTMLTextAreaElement): Promise<void> {
    await this.send({ what: 'review', note: note.value }, note);
  }

  protected async add(note: HTMLTextAreaElement): Promise<void> {
    if (note.value.trim() !== '') await this.send({ what: 'notes', note: note.value }, note);
  }

  private async send(act: IncidentActRequest, field?: HTMLTextAreaElement): Promise<void> {
    await this.sender.send(async () => this.read.set(await this.acts.do(this.incidentId(), act)));
    if (this.failure() === 'conflict') this.read.reload();
    if (this.failure() === null && field !== undefined) field.value = '';
    this.changed.emit();
  }
}
