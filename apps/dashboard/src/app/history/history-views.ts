import { computed, inject, Service, signal } from '@angular/core';
import { Router, type Params } from '@angular/router';

import { Address } from '../shell/address';
import { remember, remembered } from '../shell/remembered';
import { Tenants } from '../shell/tenants';

/** A way of looking at history that somebody named: the choices of its address. */
export type SavedView = { readonly name: string; readonly query: string; readonly isStart: boolean };

const mostViews = 30;
const longestName = 60;

/** Views as they were kept; none where what is kept is nothing of ours. */
export function readViews(text: string | null): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView).slice(0, mostViews) : [];
  } catch {
    return [];
  }
}

function isView(one: unknown): one is SavedView {
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

/** Named views of history, and the one it begins with; kept by this browser, for each centre (ADR 94). */
@Service()
export class HistoryViews {
  private readonly address = inject(Address);
  private readonly router = inject(Router);
  private readonly tenants = inject(Tenants);
  private readonly changes = signal(0);
  private readonly store = computed(() => `history.views.${this.tenants.chosen() ?? ''}`);

  readonly all = computed(() => {
    this.changes();
    return readViews(remembered(this.store()));
  });
  private readonly now = computed(() => queryText(this.address.choices()));
  /** The view that is looked at; null: none by a name. */
  readonly active = computed(() => this.all().find(({ query }) => query === this.now()) ?? null);

  /** Looks at the view that history begins with, where the address asks for nothing. */
  begin(): void {
    const start = this.all().find(({ isStart }) => isStart);
    if (start !== undefined && this.now() === '') this.show(start, true);
  }

  show({ query }: SavedView, replaceUrl = false): void {
    const tenant = this.tenants.chosen();
    const params = { ...queryParams(query), ...(tenant === undefined ? {} : { tenant }) };
    void this.router.navigate(['/history'], { queryParams: params, replaceUrl });
  }

  /** Names what is looked at now; a name that is there already means this from now on. */
  save(typed: string): void {
    const name = typed.trim().slice(0, longestName);
    if (name === '') return;
    const others = this.all().filter((view) => view.name !== name);
    const isStart = this.all().some((view) => view.name === name && view.isStart);
    this.keep([...others, { name, query: this.now(), isStart }]);
  }

  remove(name: string): void {
    this.keep(this.all().filter((view) => view.name !== name));
  }

  /** Begins with a view, or, when it was that one, with none. */
  turnStart(name: string): void {
    this.keep(this.all().map((view) => ({ ...view, isStart: view.name === name && !view.isStart })));
  }

  private keep(views: readonly SavedView[]): void {
    const sorted = views.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, mostViews);
    remember(this.store(), sorted.length === 0 ? null : JSON.stringify(sorted));
    this.changes.update((count) => count + 1);
  }
}
