import { computed, inject, Service } from '@angular/core';
import type { ChangedSettings, SettingsChanges, SettingsItem, SettingsKind } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { Tenants } from '../shell/tenants';
import { changedSettingsShape, settingsChangesShape, settingsViewShape } from './settings-answers';

const root = '/api/v1/settings';

/** What is sent of a form. */
export type SentChange = Readonly<{
  revision: string;
  from: string;
  changes: Readonly<Record<string, unknown>>;
}>;

/** The settings that are the viewer's: read once, and again after each change. */
@Service()
export class CentreSettings {
  private readonly tenants = inject(Tenants);
  private readonly read = readOfCentre(root, settingsViewShape);

  readonly isReading = this.read.isReading;
  readonly view = this.read.value;
  readonly failure = this.read.failure;
  /** Where the whole of it is taken out as a file. */
  readonly fileAddress = computed(() => this.addressed(`${root}/file`));

  /** Reads again, as after a failure. */
  reload(): void {
    this.read.reload();
  }

  /** What one of them is called; its id where the viewer does not see it. */
  readonly nameOf = (kind: SettingsKind, id: string): string =>
    this.view()?.[kind].find((item) => item.id === id)?.name ?? id;

  /** Throws what {@link askServer} does. */
  async change(kind: SettingsKind, id: string, change: SentChange): Promise<ChangedSettings> {
    return readAnswer(changedSettingsShape, await this.read.change(pathOf(kind, id), 'PATCH', change));
  }

  /** What was changed of it, newest first. */
  async changes(kind: SettingsKind, id: string): Promise<SettingsChanges> {
    const address = this.addressed(`${pathOf(kind, id)}/changes`);
    return readAnswer(settingsChangesShape, await askServer(address));
  }

  /** One of them as it is now, where somebody changed it meanwhile; null when it is not there any more. */
  async one(kind: SettingsKind, id: string): Promise<SettingsItem | null> {
    const view = readAnswer(settingsViewShape, await askServer(this.addressed(root)));
    this.read.reload();
    return view[kind].find((item) => item.id === id) ?? null;
  }

  private addressed(path: string): string {
    return addressOf(path, { tenant: this.tenants.chosen() });
  }
}

const pathOf = (kind: SettingsKind, id: string): string => `${root}/${kind}/${encodeURIComponent(id)}`;
