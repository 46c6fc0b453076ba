import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import type { ConnectorTest, ConnectorView } from '@vigie/contracts';

import { Clock } from '../shell/clock';
import { wholeAddress } from '../shell/copy-field';
import { Formats } from '../shell/formats';
import { sender, type ChangeFailure } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreConnectors } from './centre-connectors';
import { ConnectorRecording } from './connector-recording';
import { ConnectorTexts, signs } from './connector-texts';
import { HookTrial } from './hook-trial';
import { TestResult } from './test-result';

/** One telephone system: how it stands in a sentence, what to do, and what it has told. */
@Component({
  selector: 'vg-connector-card',
  imports: [ConnectorRecording, HookTrial, TestResult],
  styleUrls: ['../people/people-form.css', '../people/person-card.css', './connector-card.css'],
  templateUrl: './connector-card.html',
})
export class ConnectorCard {
  readonly connector = input.required<ConnectorView>();
  /** Whether the viewer may change anything. */
  readonly mayManage = input.required<boolean>();
  readonly removed = output();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly texts = inject(ConnectorTexts);
  private readonly connectors = inject(CentreConnectors);
  private readonly clock = inject(Clock);
  private readonly id = computed(() => this.connector().id);
  private readonly forThis = <T>(first: T) =>
    linkedSignal<string, T>({ source: this.id, computation: () => first });
  protected readonly isAsking = this.forThis(false);
  private readonly sender = sender(this.forThis<ChangeFailure | null>(null));
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;
  protected readonly tried = this.forThis<ConnectorTest | null>(null);
  protected readonly isUnkept = this.forThis(false);
  protected readonly signs = signs;

  protected readonly example = this.forThis('');
  /** Where the vendor is to call us, whole. */
  protected readonly address = computed(() => {
    const path = this.connector().hookPath;
    return path === null ? null : wholeAddress(path);
  });

  protected readonly level = computed(() => this.texts.level(this.connector()));
  protected readonly nextTry = computed(() => {
    const at = this.connector().status.nextTryAt;
    if (at === null) return null;
    const waitMs = Math.max(0, Date.parse(at) - this.clock.second());
    return this.words.t('telephony.nextTry', { in: this.formats.age(Math.round(waitMs / 1_000) * 1_000) });
  });
  protected readonly counts = computed(() => {
    const { accepted, duplicates, refused } = this.connector().status;
    const { formats } = this;
    return this.words.t('telephony.counts', {
      accepted: formats.number(accepted),
      duplicates: formats.number(duplicates),
      refused: formats.number(refused),
    });
  });
  /** Settings as they are kept; of a kind that is not known, too. */
  protected readonly settings = computed(() =>
    Object.entries(this.connector().options).map(([name, value]) => `${name} = ${String(value)}`),
  );
  protected readonly gaps = computed(() =>
    this.connector().gaps.map(({ from, to }) =>
      this.words.t('telephony.between', { from: this.formats.moment(from), to: this.formats.moment(to) }),
    ),
  );
  protected readonly lists = computed(() => {
    const { refusals, unknown } = this.connector().status;
    const told = (name: string, count: number): string => `${name} (${this.formats.number(count)})`;
    return [
      { title: this.words.t('telephony.refusals'), texts: refusals.map((one) => told(one.code, one.count)) },
      { title: this.words.t('telephony.unknown'), texts: unknown.map((one) => told(one.name, one.count)) },
      { title: this.words.t('telephony.incomplete'), texts: this.gaps() },
    ].filter(({ texts }) => texts.length > 0);
  });

  protected readonly readExample = (example: string): Promise<ConnectorTest> =>
    this.connectors.try({ id: this.id(), example });

  protected async try(): Promise<void> {
    await this.working(async () => {
      this.tried.set(await this.connectors.try({ id: this.id() }));
    });
  }

  /** Another password is kept once it works. */
  protected async tryAndKeep(event: Event, secret: string): Promise<void> {
    event.preventDefault();
    if (secret === '') return;
    await this.working(async () => {
      // The key of one that calls us shows with its next call.
      if (this.address() !== null) return void (await this.connectors.change(this.id(), { secret }));
      const tried = await this.connectors.try({ id: this.id(), secret });
      this.tried.set(tried);
      this.isUnkept.set(!tried.ok);
      if (tried.ok) await this.connectors.change(this.id(), { secret });
    });
  }

  protected async remove(): Promise<void> {
    await this.working(async () => {
      await this.connectors.remove(this.id());
      this.removed.emit();
    });
  }

  private async working(work: () => Promise<void>): Promise<void> {
    this.isUnkept.set(false);
    await this.sender.send(work);
  }
}
