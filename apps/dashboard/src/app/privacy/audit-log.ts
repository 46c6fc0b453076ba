import { computed, inject, linkedSignal, resource, Service, signal } from '@angular/core';
import type { AuditPage } from '@vigie/contracts';

import { Address } from '../shell/address';
import { addressOf, askServer, failureOf, type AskFailure } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { auditPageShape } from './privacy-answers';

/** Which actions a kind of deed is; an action stands for all that begin with it. */
const deedGroups = {
  all: [],
  signIn: ['sign-in'],
  people: ['people', 'self', 'walls', 'keys'],
  reads: ['board', 'calls', 'comments', 'metrics.see', 'satisfaction.see', 'reports.see'],
  callers: ['callers'],
  changes: ['reports.annotate', 'invoice', 'concerns', 'troubles', 'surveys', 'tables', 'comments.hide'],
  commands: ['command'],
  removals: ['retention'],
  log: ['audit'],
} as const;
export type DeedGroup = keyof typeof deedGroups;
export const deedGroupNames = Object.keys(deedGroups) as readonly DeedGroup[];

/** What is looked for in the log; each is null when it does not matter. Kept in the address. */
export type AuditChoices = Readonly<
  Record<'who' | 'what' | 'thing' | 'since' | 'until' | 'actor', string | null>
>;

const dayMs = 86_400_000;

/** The log of who did what, as far as it was read: the newest entries, and older ones when they are asked for. */
@Service()
export class AuditLog {
  private readonly tenants = inject(Tenants);
  private readonly address = inject(Address);

  readonly choices = computed<AuditChoices>(() => ({
    who: this.address.value('who'),
    what: this.address.value('what'),
    thing: this.address.value('thing'),
    since: this.address.value('since'),
    until: this.address.value('until'),
    actor: this.address.value('actor'),
  }));
  private readonly asked = computed(() => queryOf(this.tenants.chosen(), this.choices()), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  private readonly read = resource({
    params: this.asked,
    loader: ({ params, abortSignal }) => this.page(params, abortSignal),
  });
  private readonly newest = computed(() => (this.read.hasValue() ? this.read.value() : null));
  private readonly older = linkedSignal<AuditPage | null, readonly AuditPage[]>({
    source: this.newest,
    computation: () => [],
  });

  /** The same as a file, whole. */
  readonly fileAddress = computed(() => addressOf('/api/v1/audit/export', this.asked()));

  readonly isReading = this.read.isLoading;
  readonly isReadingOlder = signal(false);
  readonly failure = signal<AskFailure | null>(null);
  readonly firstFailure = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });
  private readonly pages = computed(() => {
    const first = this.newest();
    return first === null ? [] : [first, ...this.older()];
  });
  /** Null while the first page is read. */
  readonly entries = computed(() =>
    this.newest() === null ? null : this.pages().flatMap(({ entries }) => entries),
  );
  readonly names = computed<AuditPage['names']>(() =>
    Object.fromEntries(this.pages().flatMap(({ names }) => Object.entries(names))),
  );
  readonly next = computed(() => this.pages().at(-1)?.next ?? null);

  /** Reads the newest entries again. */
  reload(): void {
    this.read.reload();
  }

  /** Adds the page of older entries. */
  async readOlder(): Promise<void> {
    const before = this.next();
    const first = this.newest();
    if (before === null || this.isReadingOlder()) return;
    this.isReadingOlder.set(true);
    this.failure.set(null);
    try {
      const page = await this.page({ ...this.asked(), before: String(before) });
      if (this.newest() === first) this.older.update((pages) => [...pages, page]);
    } catch (error) {
      this.failure.set(failureOf(error));
    } finally {
      this.isReadingOlder.set(false);
    }
  }

  private async page(
    query: Readonly<Record<string, string | null>>,
    signal?: AbortSignal,
  ): Promise<AuditPage> {
    const asking = signal === undefined ? {} : { signal };
    return readAnswer(auditPageShape, await askServer(addressOf('/api/v1/audit', query), asking));
  }
}

function queryOf(
  tenant: string | undefined,
  { who, what, thing, since, until, actor }: AuditChoices,
): Readonly<Record<string, string | null>> {
  const group = deedGroupNames.find((name) => name === what) ?? 'all';
  const actions = deedGroups[group].join(',');
  return {
    tenant: tenant ?? null,
    who,
    actor,
    action: actions === '' ? null : actions,
    subject: thing,
    from: since,
    to: until === null ? null : dayAfter(until),
  };
}

/** The whole last day is meant. */
function dayAfter(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? date : new Date(at + dayMs).toISOString().slice(0, 10);
}
