import WebSocket from 'ws';

import type { Vigie } from '../harness/vigie';

type Headers = Readonly<Record<string, string>>;

/**
 * A viewer that costs the measuring process next to nothing: it speaks the socket.io protocol on a bare WebSocket and
 * hands on frames as they came, without reading them.
 */
export class LightSocket {
  bytes = 0;
  frames = 0;
  private readonly socket: WebSocket;
  private listener: (frame: string) => void = () => undefined;

  private constructor(vigie: Vigie, headers: Headers) {
    this.socket = new WebSocket(`${vigie.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
      headers,
    });
  }

  /** Connects, with the key of the tenant or as the headers say, and resolves with the first snapshot. */
  static open(
    vigie: Vigie,
    tenant: string,
    headers: Headers = { authorization: `Bearer ${vigie.keyOf(tenant)}` },
  ): Promise<LightSocket> {
    const viewer = new LightSocket(vigie, headers);
    return new Promise((resolve, reject) => {
      viewer.socket.once('error', reject);
      viewer.socket.on('message', (data: Buffer) => {
        const text = data.toString('utf8');
        if (text.startsWith('0')) viewer.socket.send('40/live,{"protocol":1}');
        else if (text === '2') viewer.socket.send('3');
        else if (text.startsWith('40/live')) {
          viewer.socket.send(`42/live,["watch",${JSON.stringify({ tenant })}]`);
        } else if (text.startsWith('42/live')) {
          if (text.startsWith('42/live,["refused"')) return reject(new Error(text));
          viewer.take(text, data.length);
          resolve(viewer);
        } else if (text.startsWith('44/live')) reject(new Error(text));
      });
    });
  }

  onFrame(listener: (frame: string) => void): void {
    this.listener = listener;
  }

  close(): void {
    this.socket.close();
  }

  private take(text: string, bytes: number): void {
    this.bytes += bytes;
    this.frames += 1;
    this.listener(text);
  }
}
