import { inject, Service, type DestroyRef } from '@angular/core';
import type {
  ChangeConnector,
  ConnectorTest,
  ConnectorView,
  NewConnector,
  TryConnector,
} from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { Tenants } from '../shell/tenants';
import { connectorShape, connectorsShape, connectorTestShape } from './telephony-answers';

const root = '/api/v1/connectors';
/** As often as the server writes down how a connection stands. */
const everyMs = 5_000;

/** The telephone systems that are listened to: read again while somebody looks. */
@Service()
export class CentreConnectors {
  private readonly tenants = inject(Tenants);
  private readonly read = readOfCentre(root, connectorsShape);

  readonly isReading = this.read.isReading;
  readonly all = this.read.value;
  readonly failure = this.read.failure;

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
    return readAnswer(connectorShape, await this.read.change(root, 'POST', connector));
  }

  async change(id: string, change: ChangeConnector): Promise<ConnectorView> {
    return readAnswer(connectorShape, await this.read.change(this.pathOf(id), 'PATCH', change));
  }

  async remove(id: string): Promise<void> {
    await this.read.change(this.pathOf(id), 'DELETE');
  }

  /** Begins a recording, in place of the one before. */
  async record(id: string): Promise<void> {
    await this.read.change(`${this.pathOf(id)}/recording`, 'POST');
  }

  /** Ends a recording that goes on, or throws away one that is over. */
  async endRecording(id: string): Promise<void> {
    await this.read.change(`${this.pathOf(id)}/recording`, 'DELETE');
  }

  recordingAddress(id: string): string {
    return addressOf(`${this.pathOf(id)}/recording`, { tenant: this.tenants.chosen() });
  }

  /** Tries one step by step; nothing is kept. */
  async try(connector: TryConnector): Promise<ConnectorTest> {
    const address = addressOf(`${root}/test`, { tenant: this.tenants.chosen() });
    return readAnswer(connectorTestShape, await askServer(address, { method: 'POST', body: connector }));
  }

  private pathOf(id: string): string {
    return `${root}/${encodeURIComponent(id)}`;
  }
}
