import { Component, computed, inject, input } from '@angular/core';
import type { ConnectorView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreConnectors } from './centre-connectors';

/** Records what a telephone system says, without names and numbers, for a report: one click, and a file to take away. */
@Component({
  selector: 'vg-connector-recording',
  styles: `
    :host {
      display: grid;
      gap: 6px;
      font-size: 13.5px;
    }
  `,
  template: `
    <h3>{{ words.t('telephony.recordTitle') }}</h3>
    <p class="muted">{{ words.t('telephony.recordAbout') }}</p>
    <p role="status">
      {{ said() }}
      <span class="act">{{ failure() }}</span>
    </p>
    <p class="do">
      @if (recording()?.isRunning !== true) {
        <button type="button" class="button" [disabled]="busy()" (click)="begin()">
          {{ words.t('telephony.recordBegin') }}
        </button>
      }
      @if (recording(); as one) {
        <a class="button" download="recording.jsonl" [href]="address()">{{
          words.t('telephony.recordTake')
        }}</a>
        <button type="button" class="link" [disabled]="busy()" (click)="end()">
          {{ words.t(one.isRunning ? 'telephony.recordEnd' : 'telephony.recordDrop') }}
        </button>
      }
    </p>
  `,
})
export class ConnectorRecording {
  readonly connector = input.required<ConnectorView>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly connectors = inject(CentreConnectors);
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = computed(() => {
    const why = this.sender.failure();
    return why === null
      ? ''
      : this.words.t('telephony.failed', { why: this.words.t(`telephony.why.${why}`) });
  });

  protected readonly recording = computed(() => this.connector().recording);
  protected readonly address = computed(() => this.connectors.recordingAddress(this.connector().id));
  protected readonly said = computed(() => {
    const recording = this.recording();
    if (recording === null) return '';
    const { isRunning, begunAt, until, messages } = recording;
    const n = this.formats.number(messages);
    return isRunning
      ? this.words.t('telephony.recordRunning', { until: this.formats.moment(until), n })
      : this.words.t('telephony.recordDone', { begun: this.formats.moment(begunAt), n });
  });

  protected begin(): Promise<void> {
    return this.sender.send(() => this.connectors.record(this.connector().id));
  }

  protected end(): Promise<void> {
    return this.sender.send(() => this.connectors.endRecording(this.connector().id));
  }
}
