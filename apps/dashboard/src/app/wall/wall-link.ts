import { DestroyRef, inject, Service, signal } from '@angular/core';
import type { WallView } from '@vigie/contracts';

import { askServer, ServerSaidNo } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { remember, remembered } from '../shell/remembered';
import { wallViewShape } from './wall-answers';

/** By which right the wall is shown: somebody's, or that of a television's link. */
export type WallRight =
  | { readonly kind: 'person' }
  | { readonly kind: 'opening'; readonly isAway: boolean }
  | { readonly kind: 'link'; readonly wall: WallView }
  /** The link was revoked, or was none. */
  | { readonly kind: 'stopped' };

const tokenShape = /^vw_[a-z0-9-]{1,63}_[A-Za-z0-9_-]{43}$/u;
const screenMark = 'screen';
const againMs = 10_000;

/**
 * The link of a television. Its token stands behind the `#` of the address, which no browser sends and no log keeps; it is
 * taken out of the address, and so out of the history, before anything else, and is exchanged for a cookie that no script
 * reads. What this browser remembers is only that it is a television.
 */
@Service()
export class WallLink {
  private readonly state = signal<WallRight>({ kind: 'person' });
  readonly right = this.state.asReadonly();
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.again);
    });
  }

  /** Reads the address; whether a link shows the wall, and nobody has to sign in. */
  start(): boolean {
    const token = globalThis.location.hash.slice(1);
    const isLink = tokenShape.test(token);
    if (isLink) {
      const { pathname, search } = globalThis.location;
      globalThis.history.replaceState(globalThis.history.state, '', pathname + search);
      remember(screenMark, 'yes');
    } else if (remembered(screenMark) === null) return false;
    this.state.set({ kind: 'opening', isAway: false });
    void this.open(isLink ? token : null);
    return true;
  }

  /** What was shown by the link was refused: the link was revoked, unless it still opens. */
  async look(): Promise<void> {
    await this.open(null);
  }

  /** This browser is no television any more. */
  forget(): void {
    remember(screenMark, null);
  }

  private async open(token: string | null): Promise<void> {
    clearTimeout(this.again);
    try {
      const answer =
        token === null
          ? await askServer('/api/v1/wall')
          : await askServer('/api/v1/wall/open', { method: 'POST', body: { token } });
      this.state.set({ kind: 'link', wall: readAnswer(wallViewShape, answer) });
    } catch (error) {
      if (error instanceof ServerSaidNo && error.status < 500) return this.state.set({ kind: 'stopped' });
      // A television starts with the house, and the server may be later: it is no reason to give up.
      if (this.state().kind === 'opening') this.state.set({ kind: 'opening', isAway: true });
      this.again = setTimeout(() => void this.open(token), againMs);
    }
  }
}
