import { computed, effect, inject, resource, Service, signal, untracked } from '@angular/core';
import { Router, type Params } from '@angular/router';
import type { SavedView } from '@vigie/contracts';

import { Address } from '../shell/address';
import { addressOf, askServer, refusalWord } from '../shell/ask-server';
import { Me } from '../shell/me';
import { readAnswer } from '../shell/read-answer';
import { remember, remembered } from '../shell/remembered';
import { Tenants } from '../shell/tenants';
import { savedViewsShape } from './history-answers';

const mostViews = 30;
const longestName = 60;

/** Why a view was not kept, by what the server calls it. */
const refusals = { too_many_views: 'full', server: 'failed' } as const;
type Refusal = (typeof refusals)[keyof typeof refusals];

/** Views as a browser kept them; none where what is kept is nothing of ours. */
export function readViews(text: string | null): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept
      .filter(isView)
      .slice(0, mostViews)
      .map((view) => ({ ...view, id: view.name }));
  } catch {
    return [];
  }
}

function isView(one: unknown): one is Omit<SavedView, 'id'> {
  const { name, query, isStart } = (one ?? {}) as { readonly [key in keyof SavedView]?: unknown };
  return typeof name === 'string' && typeof query === 'string' && typeof isStart === 'boolean';
}

/** The choices of an address as text, in one order; whose centre it is, is none of them. */
export function queryText(params: Params): string {
  const pairs = Object.entries(params)
    .filter(([name]) => name !== 'tenant')
    .flatMap(([name, value]: [string, unknown]) =>
      (Array.isArray(value) ? (value as unknown[]) : [value]).map((one) => [name, String(one)]),
    );
  return new URLSearchParams(pairs.toSorted((a, b) => a.join('=').localeCompare(b.join('=')))).toString();
}

/** The same as a router takes it: a name given several times is a list. */
export function queryParams(text: string): Params {
  const query = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? null) : values];
    }),
  );
}

/**
 * Named views of history, and the one it begins with: kept with one's account; in the demonstration, where nobody has
 * one, by the browser (ADR 143).
 */
@Service()
export class HistoryViews {
  private readonly address = inject(Address);
  private readonly router = inject(Router);
  private readonly tenants = inject(Tenants);
  private readonly me = inject(Me);
  private readonly changes = signal(0);
  private readonly store = computed(() => `history.views.${this.tenants.chosen() ?? ''}`);
  /** Null while it is not known who looks. */
  readonly areOfAccount = computed(() => {
    const who = this.me.who();
    return who === null ? null : who.sessionId !== null;
  });
  private readonly read = resource({
    // Of another session it is another’s.
    params: () => {
      const session = this.me.who()?.sessionId ?? null;
      return session === null ? undefined : { session, tenant: this.tenants.chosen() };
    },
    loader: async ({ params: { tenant }, abortSignal }) =>
      readAnswer(
        savedViewsShape,
        await askServer(addressOf('/api/v1/me/views', { tenant }), { signal: abortSignal }),
      ),
  });
  private readonly ofBrowser = computed(() => {
    this.changes();
    return readViews(remembered(this.store()));
  });

  /** Null before they were read; none where they could not be. */
  private readonly known = computed<readonly SavedView[] | null>(() => {
    if (this.areOfAccount() === false) return this.ofBrowser();
    if (this.read.hasValue()) return this.read.value();
    return this.read.error() === undefined && this.me.failure() === null ? null : [];
  });
  readonly all = computed(() => this.known() ?? []);
  private readonly now = computed(() => queryText(this.address.choices()));
  /** The view that is looked at; null: none by a name. */
  readonly active = computed(() => this.all().find(({ query }) => query === this.now()) ?? null);
  /** Why the last one was not kept; null where it was. */
  readonly refusal = signal<Refusal | null>(null);
  /** Whether it is not decided yet what history begins with. */
  readonly isBeginning = signal(false);

  /** Looks at the view that history begins with, where the address asks for nothing. To be called where effects may be made. */
  begin(): void {
    this.isBeginning.set(true);
    const beginning = effect(() => {
      const all = this.now() === '' ? this.known() : [];
      if (all === null) return;
      beginning.destroy();
      const start = all.find(({ isStart }) => isStart);
      const shown = start === undefined ? Promise.resolve() : untracked(() => this.show(start, true));
      void shown.finally(() => {
        this.isBeginning.set(false);
      });
    });
  }

  async show({ query }: Pick<SavedView, 'query'>, replaceUrl = false): Promise<void> {
    const tenant = this.tenants.chosen();
    const params = { ...queryParams(query), ...(tenant === undefined ? {} : { tenant }) };
    await this.router.navigate(['/history'], { queryParams: params, replaceUrl });
  }

  /** Names what is looked at now; a name that is there already means this from now on. */
  async save(typed: string): Promise<void> {
    const name = typed.trim().slice(0, longestName);
    if (name === '') return;
    await this.change(
      (all) => [
        ...all.filter((view) => view.name !== name),
        {
          id: name,
          name,
          query: this.now(),
          isStart: all.some((view) => view.name === name && view.isStart),
        },
      ],
      () => this.ask('POST', '/api/v1/me/views', { name, query: this.now() }),
    );
  }

  async remove({ id }: SavedView): Promise<void> {
    await this.change(
      (all) => all.filter((view) => view.id !== id),
      () => this.ask('DELETE', `/api/v1/me/views/${encodeURIComponent(id)}`),
    );
  }

  /** Begins with a view, or, when it was that one, with none. */
  async turnStart({ id, name, query, isStart }: SavedView): Promise<void> {
    await this.change(
      (all) => all.map((view) => ({ ...view, isStart: view.id === id && !view.isStart })),
      () => this.ask('POST', '/api/v1/me/views', { name, query, isStart: !isStart }),
    );
  }

  private ask(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    return askServer(addressOf(path, { tenant: this.tenants.chosen() }), { method, body });
  }

  /** Changes what the browser keeps, or what the server does. */
  private async change(
    kept: (all: readonly SavedView[]) => readonly SavedView[],
    asked: () => Promise<unknown>,
  ): Promise<void> {
    this.refusal.set(null);
    if (this.areOfAccount() === false) return this.keep(kept(this.ofBrowser()));
    try {
      await asked();
      this.read.reload();
    } catch (error) {
      this.refusal.set(refusals[refusalWord(error, refusals)]);
    }
  }

  private keep(views: readonly SavedView[]): void {
    const sorted = views
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .slice(0, mostViews)
      .map(({ name, query, isStart }) => ({ name, query, isStart }));
    remember(this.store(), sorted.length === 0 ? null : JSON.stringify(sorted));
    this.changes.update((count) => count + 1);
  }
}
