import { computed, inject, linkedSignal, resource, Service, signal } from '@angular/core';
import type { ReportAction, ReportDocument } from '@vigie/contracts';

import { Address } from '../shell/address';
import {
  askServer,
  failureOf,
  figuresFailureOf,
  loadedShareOf,
  type AskFailure,
  type FiguresFailure,
} from '../shell/ask-server';
import { Tenants } from '../shell/tenants';
import { readActions, readHiddenComments, readReport } from './read-reports';
import {
  actionAddress,
  actionsAddress,
  asReportLanguage,
  quoteAddress,
  type ReportChoice,
} from './report-addresses';

/** What someone writes about an action; the server gives it its id. */
export type ActionDraft = Omit<ReportAction, 'id' | 'clinicId' | 'month'>;

/** One report on the table: what is read, and the changes made to what was agreed. One for the whole page. */
@Service()
export class OpenReport {
  private readonly address = inject(Address);
  private readonly tenants = inject(Tenants);
  private readonly open = signal<{ readonly month: string; readonly clinicId: string } | null>(null);

  readonly choice = computed<ReportChoice | null>(() => {
    const open = this.open();
    return open === null
      ? null
      : {
          ...open,
          language: asReportLanguage(this.address.value('language')),
          tenant: this.tenants.chosen(),
        };
  });
  private readonly read = resource({
    params: () => this.choice() ?? undefined,
    loader: async ({ params, abortSignal }) => readReport(params, abortSignal),
  });
  private readonly agreed = resource({
    params: () => {
      const choice = this.choice();
      return choice === null ? undefined : { clinicId: choice.clinicId, tenant: choice.tenant };
    },
    loader: async ({ params, abortSignal }) => readActions(params.clinicId, params.tenant, abortSignal),
  });

  private readonly taken = resource({
    params: () => this.choice() ?? undefined,
    loader: async ({ params, abortSignal }) => readHiddenComments(params, abortSignal),
  });

  readonly reading = this.read.isLoading;
  readonly failure = computed<FiguresFailure | null>(() => {
    const error = this.read.error();
    return error === undefined ? null : figuresFailureOf(error);
  });
  /** How much of a past that is being loaded is there, of 1. */
  readonly share = computed(() => loadedShareOf(this.read.error()));
  private readonly fresh = computed(() => (this.read.hasValue() ? this.read.value() : null));
  /** The report last read; while another language or a change is read it stays, while another month is it does not. */
  readonly document = linkedSignal<
    { readonly fresh: ReportDocument | null; readonly choice: ReportChoice | null },
    ReportDocument | null
  >({
    source: () => ({ fresh: this.fresh(), choice: this.choice() }),
    computation: ({ fresh, choice }, previous) => fresh ?? sameReport(previous?.value ?? null, choice),
  });
  /** The actions as they may be edited, by id; empty where they cannot be read. */
  readonly actions = computed<ReadonlyMap<string, ReportAction>>(
    () => new Map((this.agreed.hasValue() ? this.agreed.value() : []).map((action) => [action.id, action])),
  );
  /** Quotations that were taken out of the report; none where they cannot be read. */
  readonly hiddenQuotes = computed(() => (this.taken.hasValue() ? this.taken.value() : []));
  /** Whether the actions were read: without them nothing can be changed. */
  readonly editable = computed(() => this.agreed.hasValue());

  show(month: string, clinicId: string): void {
    this.open.set({ month, clinicId });
  }

  again(): void {
    this.read.reload();
    this.agreed.reload();
    this.taken.reload();
  }

  /** Keeps an action, a new one when `id` is null; null when it is kept, else why not. */
  async keep(id: string | null, draft: ActionDraft): Promise<AskFailure | null> {
    const choice = this.choice();
    if (choice === null) return 'failed';
    const { clinicId, month, tenant } = choice;
    return this.change(async () =>
      id === null
        ? askServer(actionsAddress(null, tenant), {
            method: 'POST',
            body: { ...newAction(draft), clinicId, month },
          })
        : askServer(actionAddress(id, tenant), { method: 'PATCH', body: draft }),
    );
  }

  /** Takes a quotation out of every report, or puts it back; null when it is done, else why not. */
  async hideQuote(id: string, hidden: boolean): Promise<AskFailure | null> {
    const tenant = this.choice()?.tenant;
    return this.change(async () => askServer(quoteAddress(id, hidden, tenant), { method: 'POST', body: {} }));
  }

  private async change(make: () => Promise<unknown>): Promise<AskFailure | null> {
    try {
      await make();
    } catch (error) {
      return failureOf(error);
    }
    this.again();
    return null;
  }
}

/** What a new action says: what became of it comes later. */
const newAction = ({ text, owner, due, expected }: ActionDraft) => ({ text, owner, due, expected });

function sameReport(document: ReportDocument | null, choice: ReportChoice | null): ReportDocument | null {
  if (document === null || choice === null) return null;
  return document.month === choice.month && document.clinic.id === choice.clinicId ? document : null;
}
