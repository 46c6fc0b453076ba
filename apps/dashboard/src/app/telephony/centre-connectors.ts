import { computed, inject, resource, Service, type DestroyRef } from '@angular/core';
import type {
  ChangeConnector,
  ConnectorsView,
  ConnectorTest,
  ConnectorView,
  NewConnector,
  TryConnector,
} from '@vigie/contracts';

import { addressOf, askServer, failureOf, type AskFailure } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { connectorShape, connectorsShape, connectorTestShape } from './telephony-answers';

const root = '/api/v1/connectors';
/** As often as the server writes down how a connection stands. */
const everyMs = 5_000;

/** The telephone systems that are listened to: read again while somebody looks. */
@Service()
export class CentreConnectors {
  private readonly tenants = inject(Tenants);
  private readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(connectorsShape, await askServer(addressOf(root, params), { signal: abortSignal })),
  });

  readonly isReading = this.read.isLoading;
  readonly all = computed<ConnectorsView | null>(() => (this.read.hasValue() ? this.read.value() : null));
  readonly failure = computed<AskFailure | null>(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });

  /** Reads again, as after a failure. */
  reload(): void {
    this.read.reload();
  }

  /** Reads every five seconds as long as the page is there and looked at. */
  follow(page: DestroyRef): void {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !this.isReading()) this.reload();
    }, everyMs);
    page.onDestroy(() => {
      clearInterval(timer);
    });
  }

  /** Each of these throws what {@link askServer} does. */
  async add(connector: NewConnector): Promise<ConnectorView> {
    return readAnswer(connectorShape, await this.changed(root, 'POST', connector));
  }

  async change(id: string, change: ChangeConnector): Promise<ConnectorView> {
    return readAnswer(connectorShape, await this.changed(this.pathOf(id), 'PATCH', change));
  }

  async remove(id: string): Promise<void> {
    await this.changed(this.pathOf(id), 'DELETE');
  }

  /** Tries one step by step; nothing is kept. */
  async try(connector: TryConnector): Promise<ConnectorTest> {
    const address = addressOf(`${root}/test`, { tenant: this.tenants.chosen() });
    return readAnswer(connectorTestShape, await askServer(address, { method: 'POST', body: connector }));
  }

  private pathOf(id: string): string {
    return `${root}/${encodeURIComponent(id)}`;
  }

  private async changed(path: string, method: 'POST' | 'PATCH' | 'DELETE', body?: unknown): Promise<unknown> {
    const address = addressOf(path, { tenant: this.tenants.chosen() });
    const answer = await askServer(address, body === undefined ? { method } : { method, body });
    this.read.reload();
    return answer;
  }
}
