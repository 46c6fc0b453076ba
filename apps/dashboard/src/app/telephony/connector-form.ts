import {
  afterNextRender,
  Component,
  computed,
  inject,
  output,
  signal,
  viewChild,
  type ElementRef,
} from '@angular/core';
import type { ConnectorTest, ConnectorView } from '@vigie/contracts';

import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreConnectors } from './centre-connectors';
import { ConnectorTexts } from './connector-texts';
import { TestResult } from './test-result';

const offered = ['asterisk-ami', 'asterisk-queue-log'] as const;
type Kind = (typeof offered)[number];

/** Adds a telephone system: tried first, and kept once it works. */
@Component({
  selector: 'vg-connector-form',
  imports: [TestResult],
  styleUrl: '../people/people-form.css',
  templateUrl: './connector-form.html',
})
export class ConnectorForm {
  readonly added = output<ConnectorView>();
  readonly left = output();

  protected readonly words = inject(Words);
  protected readonly texts = inject(ConnectorTexts);
  private readonly connectors = inject(CentreConnectors);
  private readonly first = viewChild.required<ElementRef<HTMLSelectElement>>('first');
  protected readonly kinds = offered;
  protected readonly kind = signal<Kind>('asterisk-ami');
  protected readonly name = signal('');
  protected readonly source = signal('asterisk');
  protected readonly host = signal('');
  protected readonly port = signal('');
  protected readonly user = signal('');
  protected readonly secret = signal('');
  protected readonly isEncrypted = signal(false);
  protected readonly file = signal('/var/log/asterisk/queue_log');
  protected readonly isTried = signal(false);
  protected readonly test = signal<ConnectorTest | null>(null);
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;

  protected readonly isAmi = computed(() => this.kind() === 'asterisk-ami');
  /** What is missing, as far as the page can tell. */
  protected readonly faults = computed(() => {
    const isEmpty = (text: string): boolean => text.trim() === '';
    const ofAmi = this.isAmi();
    return {
      name: isEmpty(this.name()),
      source: isEmpty(this.source()),
      host: ofAmi && isEmpty(this.host()),
      user: ofAmi && isEmpty(this.user()),
      secret: ofAmi && this.secret() === '',
      file: !ofAmi && isEmpty(this.file()),
    };
  });
  private readonly options = computed(() => {
    if (!this.isAmi()) return { file: this.file().trim() };
    return {
      host: this.host().trim(),
      user: this.user().trim(),
      ...(this.port().trim() !== '' && { port: Number(this.port()) }),
      ...(this.isEncrypted() && { tls: true }),
    };
  });

  constructor() {
    afterNextRender(() => {
      this.first().nativeElement.focus();
    });
  }

  protected isFaulty(field: keyof ReturnType<typeof this.faults>): boolean {
    return this.isTried() && this.faults()[field];
  }

  protected choose(kind: string): void {
    this.kind.set(offered.find((one) => one === kind) ?? 'asterisk-ami');
    this.test.set(null);
  }

  /** Tries, and keeps it where it works, or where it is to be kept all the same. */
  protected async send(event: Event | null): Promise<void> {
    event?.preventDefault();
    this.isTried.set(true);
    if (Object.values(this.faults()).some(Boolean)) return;
    const [kind, options] = [this.kind(), this.options()];
    const secret = this.isAmi() ? { secret: this.secret() } : {};
    await this.sender.send(async () => {
      if (event !== null) this.test.set(await this.connectors.try({ kind, options, ...secret }));
      if (event !== null && this.test()?.ok !== true) return;
      const [name, source] = [this.name().trim(), this.source().trim()];
      this.added.emit(await this.connectors.add({ kind, name, source, options, ...secret }));
    });
  }
}
