import type { LiveClientEvents, LiveServerEvents } from '@vigie/contracts';

import type { CallbackSocket } from '../callbacks/callback-socket';
import type { LiveSocket } from '../live/live-socket';

type Handler = (...args: never[]) => void;
type Heard = LiveServerEvents & {
  connect: () => void;
  disconnect: (reason: string) => void;
  connect_error: (error: Error) => void;
};

/** A socket whose server is the test: it says what the page hears, and keeps what the page asked. */
export class FakeSocket {
  connected = false;
  active = false;
  readonly asked: Parameters<LiveClientEvents['watch']>[0][] = [];
  connects = 0;
  /** How many times it was told that nothing is watched any more. */
  stays = 0;
  private readonly handlers = new Map<string, Handler[]>();

  on(name: string, handler: Handler): this {
    this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
    return this;
  }

  emit(name: keyof LiveClientEvents, asked: Parameters<LiveClientEvents['watch']>[0]): this {
    if (name === 'watch') this.asked.push(asked);
    else this.stays += 1;
    return this;
  }

  connect(): this {
    this.connects += 1;
    this.connected = true;
    this.say('connect');
    return this;
  }

  disconnect(): this {
    this.connected = false;
    return this;
  }

  /** What the server, or the link, says. */
  say<Name extends keyof Heard>(name: Name, ...args: Parameters<Heard[Name]>): void {
    for (const handler of this.handlers.get(name) ?? []) handler(...(args as never[]));
  }

  asLiveSocket(): LiveSocket {
    return this as unknown as LiveSocket;
  }
}

/** The socket of the list to call back, of which the test is the server. */
export class FakeListSocket {
  connected = false;
  readonly active = false;
  private readonly handlers = new Map<string, Handler[]>();

  on(name: string, handler: Handler): this {
    this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
    return this;
  }

  connect(): this {
    this.connected = true;
    return this;
  }

  disconnect(): this {
    this.connected = false;
    return this;
  }

  /** What the server, or the link, says. */
  say(name: string, ...args: readonly unknown[]): void {
    for (const handler of this.handlers.get(name) ?? []) handler(...(args as never[]));
  }

  asCallbackSocket(): CallbackSocket {
    return this as unknown as CallbackSocket;
  }
}
