import { Component, computed, inject, input, model, signal } from '@angular/core';
import type { ConnectorTest } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { ConnectorTexts, signs } from './connector-texts';
import { TestResult } from './test-result';

/** Reads a pasted example of what a telephone system delivers: the facts it says, or what is wrong with it. */
@Component({
  selector: 'vg-hook-trial',
  imports: [TestResult],
  host: { class: 'fields' },
  styles: `
    textarea {
      min-height: 120px;
      font-family: ui-monospace, monospace;
      font-size: 12.5px;
    }
    ol {
      display: grid;
      gap: 6px;
      font-size: 13.5px;
    }
    li span {
      overflow-wrap: anywhere;
    }
  `,
  templateUrl: './hook-trial.html',
})
export class HookTrial {
  /** The message as it is delivered. */
  readonly example = model.required<string>();
  /** Asks the server what a message says. */
  readonly ask = input.required<(example: string) => Promise<ConnectorTest>>();

  protected readonly words = inject(Words);
  protected readonly texts = inject(ConnectorTexts);
  private readonly formats = inject(Formats);
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;
  protected readonly read = signal<ConnectorTest | null>(null);
  protected readonly signs = signs;

  protected readonly facts = computed(() =>
    (this.read()?.facts ?? []).map(({ type, meaning, subject, at, fields }) => ({
      what: this.texts.meaning(meaning, type),
      when: `${this.formats.dateAt(at)}, ${this.formats.clockTime(Date.parse(at))}`,
      about: [subject, ...fields.map(({ name, text }) => `${name} ${text}`)].join(' · '),
    })),
  );
  protected readonly problems = computed(() =>
    (this.read()?.problems ?? []).map((problem) => this.texts.problem(problem)),
  );
  protected readonly isEmpty = computed(() => {
    const read = this.read();
    return read?.ok === true && read.facts.length === 0;
  });

  protected async send(): Promise<void> {
    if (this.example().trim() === '') return;
    this.read.set(null);
    await this.sender.send(async () => {
      this.read.set(await this.ask()(this.example()));
    });
  }
}
