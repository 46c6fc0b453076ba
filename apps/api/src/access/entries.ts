import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import {
  GATEWAY_METADATA,
  MESSAGE_MAPPING_METADATA,
  MESSAGE_METADATA,
  NAMESPACE_METADATA,
  GATEWAY_OPTIONS,
} from '@nestjs/websockets/constants';

import { StartError } from '../platform/start-error';
import { permissionOf } from './may';
import type { Permission } from './permissions';

/** A way in, `GET /api/v1/live` or `/live watch`, and its entry in the table of permissions. */
export type Entry = Readonly<{ way: string; permission: Permission | undefined }>;

type Handler = (...all: never[]) => unknown;
type Found = Readonly<{ metatype: object; handler: Handler }>;

/** Knows every route and every socket message of the application. A way in without an entry stops the start. */
@Injectable()
export class Entries implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const open = this.list().filter(({ permission }) => permission === undefined);
    if (open.length === 0) return;
    const ways = open.map(({ way }) => way).join(', ');
    throw new StartError(`No permission is named for: ${ways}. Give each its entry with @May or @WhoMay.`);
  }

  list(): readonly Entry[] {
    const routes = this.handlers(this.discovery.getControllers()).flatMap(({ metatype, handler }) => {
      const path = meta<string>(PATH_METADATA, handler);
      if (path === undefined) return [];
      const method = RequestMethod[meta<RequestMethod>(METHOD_METADATA, handler) ?? RequestMethod.GET];
      const whole = joined(meta<string>(PATH_METADATA, metatype) ?? '', path);
      return [{ way: `${method} ${whole}`, permission: permissionOf(handler) }];
    });
    const messages = this.handlers(this.discovery.getProviders()).flatMap(({ metatype, handler }) => {
      if (meta<boolean>(GATEWAY_METADATA, metatype) !== true) return [];
      if (meta<boolean>(MESSAGE_MAPPING_METADATA, handler) !== true) return [];
      const way = `${namespaceOf(metatype)} ${meta<string>(MESSAGE_METADATA, handler) ?? ''}`;
      return [{ way, permission: permissionOf(handler) }];
    });
    return [...routes, ...messages];
  }

  private handlers(wrappers: ReturnType<DiscoveryService['getProviders']>): Found[] {
    return wrappers.flatMap(({ metatype }) => {
      const prototype = (metatype as { readonly prototype?: Record<string, Handler> } | null)?.prototype;
      if (metatype === null || prototype === undefined) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        return handler === undefined ? [] : [{ metatype, handler }];
      });
    });
  }
}

function meta<T>(key: string, of: object): T | undefined {
  return Reflect.getMetadata(key, of) as T | undefined;
}

function namespaceOf(gateway: object): string {
  const named = meta<string>(NAMESPACE_METADATA, gateway);
  return named ?? meta<{ readonly namespace?: string }>(GATEWAY_OPTIONS, gateway)?.namespace ?? '/';
}

function joined(base: string, path: string): string {
  const parts = `${base}/${path}`.split('/').filter((part) => part !== '');
  return `/${parts.join('/')}`;
}
