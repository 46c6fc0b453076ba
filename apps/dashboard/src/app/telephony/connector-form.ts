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
import type { ConnectorTest, ConnectorView, NewConnector } from '@vigie/contracts';

import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreConnectors } from './centre-connectors';
import { ConnectorTexts } from './connector-texts';
import { HookTrial } from './hook-trial';
import { TestResult } from './test-result';
import { WebhookFields } from './webhook-fields';

const offered = [
  'asterisk-ami',
  'asterisk-queue-log',
  'asterisk-queue-log-table',
  'freeswitch',
  'freeswitch-records',
  'amazon-connect',
  'ringover',
  'aircall',
  'twilio',
  'webhook',
] as const;
type Kind = (typeof offered)[number];
/** Those that are read from a table of the telephone system's database, by how that is usually called. */
const usualDatabase: Readonly<Partial<Record<Kind, string>>> = {
  'asterisk-queue-log-table': 'asterisk',
  'freeswitch-records': 'fusionpbx',
};
/** Those that call us: there is nothing to try before they do. */
const called: ReadonlySet<Kind> = new Set(['ringover', 'aircall', 'twilio', 'webhook']);

/** Adds a telephone system: tried first, and kept once it works. */
@Component({
  selector: 'vg-connector-form',
  imports: [HookTrial, TestResult, WebhookFields],
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
  protected readonly database = signal('');
  protected readonly queue = signal('');
  protected readonly accessKeyId = signal('');
  protected readonly isEncrypted = signal(false);
  protected readonly file = signal('/var/log/asterisk/queue_log');
  protected readonly mapping = signal<Readonly<Record<string, string>>>({});
  protected readonly example = signal('');
  protected readonly isTried = signal(false);
  protected readonly test = signal<ConnectorTest | null>(null);
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;

  protected readonly isAmi = computed(() => this.kind() === 'asterisk-ami');
  protected readonly isTable = computed(() => usualDatabase[this.kind()] !== undefined);
  protected readonly isDialled = computed(
    () => this.isAmi() || this.isTable() || this.kind() === 'freeswitch',
  );
  protected readonly mayEncrypt = computed(() => this.isAmi() || this.isTable());
  protected readonly isQueue = computed(() => this.kind() === 'amazon-connect');
  protected readonly isLog = computed(() => this.kind() === 'asterisk-queue-log');
  protected readonly isMapped = computed(() => this.kind() === 'webhook');
  protected readonly isCalled = computed(() => called.has(this.kind()));
  /** What is missing, as far as the page can tell. */
  protected readonly faults = computed(() => {
    const isEmpty = (text: string): boolean => text.trim() === '';
    const [isTable, isDialled, isQueue] = [this.isTable(), this.isDialled(), this.isQueue()];
    const isMissing = (isNeeded: boolean, text: string): boolean => isNeeded && isEmpty(text);
    return {
      name: isEmpty(this.name()),
      source: isEmpty(this.source()),
      host: isMissing(isDialled, this.host()),
      user: isMissing(this.isAmi() || isTable, this.user()),
      database: isMissing(isTable, this.database()),
      secret: (isDialled || isQueue) && this.secret() === '',
      queue: isMissing(isQueue, this.queue()),
      accessKeyId: isMissing(isQueue, this.accessKeyId()),
      file: this.isLog() && isEmpty(this.file()),
      mapping: this.isMapped() && ['kind', 'time'].some((field) => this.mapping()[field] === undefined),
    };
  });
  private readonly options = computed<NewConnector['options']>(() => {
    if (this.isCalled()) return this.isMapped() ? this.mapping() : {};
    if (this.isLog()) return { file: this.file().trim() };
    if (this.isQueue()) return { queue: this.queue().trim(), accessKeyId: this.accessKeyId().trim() };
    return this.dialled();
  });

  private readonly dialled = computed<NonNullable<NewConnector['options']>>(() => ({
    host: this.host().trim(),
    ...(this.user().trim() !== '' && { user: this.user().trim() }),
    ...(this.port().trim() !== '' && { port: Number(this.port()) }),
    ...(this.mayEncrypt() && this.isEncrypted() && { tls: true }),
    ...(this.isTable() && { database: this.database().trim() }),
  }));

  constructor() {
    afterNextRender(() => {
      this.first().nativeElement.focus();
    });
  }

  protected isFaulty(field: keyof ReturnType<typeof this.faults>): boolean {
    return this.isTried() && this.faults()[field];
  }

  protected choose(kind: string): void {
    const chosen = offered.find((one) => one === kind) ?? 'asterisk-ami';
    const named = [this.kind().split('-')[0] ?? '', ''];
    if (named.includes(this.source())) this.source.set(chosen.split('-')[0] ?? '');
    this.kind.set(chosen);
    this.database.set(usualDatabase[chosen] ?? '');
    this.test.set(null);
    this.secret.set('');
  }

  protected readonly readExample = (example: string): Promise<ConnectorTest> =>
    this.connectors.try({ kind: this.kind(), options: this.options() ?? {}, example });

  /** A key that nobody guesses, as Standard Webhooks writes it. */
  protected makeSecret(): void {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    this.secret.set(`whsec_${btoa(String.fromCharCode(...bytes))}`);
  }

  /** Tries, and keeps it where it works, or where it is to be kept all the same. */
  protected async send(event: Event | null): Promise<void> {
    event?.preventDefault();
    this.isTried.set(true);
    if (Object.values(this.faults()).some(Boolean)) return;
    const [kind, options] = [this.kind(), this.options()];
    const secret = this.secret() === '' ? {} : { secret: this.secret() };
    const isTriedFirst = event !== null && !this.isCalled();
    await this.sender.send(async () => {
      if (isTriedFirst) this.test.set(await this.connectors.try({ kind, options, ...secret }));
      if (isTriedFirst && this.test()?.ok !== true) return;
      const [name, source] = [this.name().trim(), this.source().trim()];
      this.added.emit(await this.connectors.add({ kind, name, source, options, ...secret }));
    });
  }
}
