import 'reflect-metadata';

import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';

import { Entries } from './entries';
import { May, WhoMay } from './may';
import type { Viewer } from './viewer';

@Controller('figures')
class Figures {
  @Get(':id')
  read(@WhoMay('metrics.see') viewer: Viewer): string {
    return viewer.tenantId;
  }
}

@Controller('figures')
class Forgotten {
  @Post()
  write(): void {}
}

@WebSocketGateway({ namespace: '/live' })
class Stream {
  @SubscribeMessage('watch')
  @May('board.see')
  watch(): void {}
}

@WebSocketGateway({ namespace: '/live' })
class OpenStream {
  @SubscribeMessage('listen')
  listen(): void {}
}

const started = (parts: { controllers?: (typeof Figures | typeof Forgotten)[]; providers?: object[] }) => {
  class Whole {}
  Module({
    imports: [DiscoveryModule],
    controllers: parts.controllers ?? [],
    providers: [Entries, ...((parts.providers ?? []) as [])],
  })(Whole);
  return NestFactory.createApplicationContext(Whole, { logger: false, abortOnError: false });
};

describe('the ways into the server', () => {
  it('are known with the permission of each, routes and socket messages alike', async () => {
    const app = await started({ controllers: [Figures], providers: [Stream] });
    expect(app.get(Entries).list()).toEqual([
      { way: 'GET /figures/:id', permission: 'metrics.see' },
      { way: '/live watch', permission: 'board.see' },
    ]);
    await app.close();
  });

  it('do not open when one of them has no entry in the table of permissions', async () => {
    await expect(started({ controllers: [Figures, Forgotten] })).rejects.toThrow('POST /figures');
    await expect(started({ providers: [OpenStream] })).rejects.toThrow('/live listen');
  });
});
