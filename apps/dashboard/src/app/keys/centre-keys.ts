import { Service } from '@angular/core';
import type { ApiKeyView, MadeApiKeyView, NewApiKey } from '@vigie/contracts';

import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { apiKeyShape, apiKeysShape, madeApiKeyShape } from './keys-answers';

const root = '/api/v1/keys';

/** The keys of the centre: read once, and again after each change. */
@Service()
export class CentreKeys {
  private readonly read = readOfCentre(root, apiKeysShape);

  readonly isReading = this.read.isReading;
  readonly all = this.read.value;
  readonly failure = this.read.failure;

  /** Reads again, as after a failure. */
  reload(): void {
    this.read.reload();
  }

  /** Makes a key; the secret of the answer is shown this once. Each of these throws what the server refused with. */
  async make(key: NewApiKey): Promise<MadeApiKeyView> {
    return readAnswer(madeApiKeyShape, await this.read.change(root, 'POST', key));
  }

  async setScopes(id: string, scopes: readonly string[]): Promise<ApiKeyView> {
    return readAnswer(apiKeyShape, await this.read.change(this.pathOf(id), 'PATCH', { scopes }));
  }

  /** Another key in its place; the one before it is good until then. */
  async replace(id: string, until: string): Promise<MadeApiKeyView> {
    return readAnswer(
      madeApiKeyShape,
      await this.read.change(`${this.pathOf(id)}/replace`, 'POST', { until }),
    );
  }

  async revoke(id: string): Promise<void> {
    await this.read.change(this.pathOf(id), 'DELETE');
  }

  private pathOf(id: string): string {
    return `${root}/${encodeURIComponent(id)}`;
  }
}
