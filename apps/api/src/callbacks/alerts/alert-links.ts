import { createHmac, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';

import type { OpenCli } from '../../platform/cli-context';
import { Keyring } from '../../privacy/keyring';
import { requiredTenant } from '../../tenants/tenant-directory';

const idBytes = 16;
const shape = /^va_([a-z0-9][a-z0-9-]{0,62})_([A-Za-z0-9_-]{43})$/u;

/** The row by which a clinic is told of an answer, of one tenant. */
export type LinkedAlert = { readonly tenantId: string; readonly id: string };

/**
 * What is sent to a clinic's contact for alerts: links by which whoever got one says to have received it, and what signs
 * the messages to its software. Both follow from the installation's secret, so that none of them is kept anywhere.
 */
@Injectable()
export class AlertLinks {
  constructor(private readonly keyring: Keyring) {}

  /** `va_<tenant>_` and 43 characters, which hold the row's id and a proof of it of 128 bits; always the same. */
  tokenOf({ tenantId, id }: LinkedAlert): string {
    const named = Buffer.from(id.replaceAll('-', ''), 'hex');
    return `va_${tenantId}_${Buffer.concat([named, this.proofOf(tenantId, named)]).toString('base64url')}`;
  }

  /** What a token leads to; null when it was not made here. Asks no database. */
  read(text: string): LinkedAlert | null {
    const [, tenantId, told] = shape.exec(text) ?? [];
    if (tenantId === undefined || told === undefined) return null;
    const bytes = Buffer.from(told, 'base64url');
    const named = bytes.subarray(0, idBytes);
    if (!timingSafeEqual(bytes.subarray(idBytes), this.proofOf(tenantId, named))) return null;
    const hex = named.toString('hex');
    return { tenantId, id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5') };
  }

  /** What signs the messages to one clinic's software, as Standard Webhooks writes a secret. */
  webhookSecret(tenantId: string, clinicId: string): string {
    return `whsec_${this.mac(tenantId, Buffer.from(`webhook ${clinicId}`, 'utf8')).toString('base64')}`;
  }

  private proofOf(tenantId: string, named: Buffer): Buffer {
    return this.mac(tenantId, Buffer.concat([Buffer.from('link ', 'utf8'), named])).subarray(0, idBytes);
  }

  private mac(tenantId: string, text: Buffer): Buffer {
    return createHmac('sha256', this.keyring.keyOf(tenantId, 'clinic alerts')).update(text).digest();
  }
}

/** `vigie alerts secret` */
export function registerAlertCommands(program: Command, open: OpenCli): void {
  const alerts = program.command('alerts').description('Alerts to the contact of a clinic.');
  alerts
    .command('secret')
    .description('What signs the messages to a clinic’s software (alertWebhook); always the same.')
    .requiredOption('--tenant <id>')
    .requiredOption('--clinic <id>')
    .action(async ({ tenant, clinic }: Readonly<Record<'tenant' | 'clinic', string>>) => {
      const cli = await open();
      await requiredTenant(cli, tenant);
      cli.print(cli.app.get(AlertLinks).webhookSecret(tenant, clinic));
    });
}
