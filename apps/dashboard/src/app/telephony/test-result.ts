import { Component, computed, inject, input } from '@angular/core';
import type { ConnectorTest } from '@vigie/contracts';

import { ConnectorTexts, signs } from './connector-texts';

/** What came of trying a connection: its steps, and in words why it does not work. */
@Component({
  selector: 'vg-test-result',
  styles: `
    :host {
      display: grid;
      gap: 6px;
      font-size: 13.5px;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 14px;
    }
    .detail {
      overflow-wrap: anywhere;
      font-size: 12.5px;
    }
  `,
  template: `
    <ul>
      @for (step of steps(); track step.text) {
        <li [class.act]="step.level === 'act'" [class.ok]="step.level === 'ok'">
          <span aria-hidden="true">{{ signs[step.level] }}</span> {{ step.text }}
        </li>
      }
    </ul>
    <p>{{ verdict() }}</p>
    @if (detail(); as said) {
      <p class="detail muted" lang="en">{{ said }}</p>
    }
  `,
})
export class TestResult {
  readonly test = input.required<ConnectorTest>();

  private readonly texts = inject(ConnectorTexts);
  protected readonly signs = signs;
  protected readonly steps = computed(() => this.texts.steps(this.test()));
  protected readonly verdict = computed(() => this.texts.verdict(this.test()));
  protected readonly detail = computed(() => this.test().steps.find(({ ok }) => !ok)?.detail ?? null);
}
