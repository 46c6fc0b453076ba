import { Injectable } from '@nestjs/common';

import { makeToken, readToken, type ReadToken } from '../../access/secret-token';
import { auditAddress, type AuditEntry } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock';
import { Database, type Tx } from '../../platform/database';
import { notFound, type Problem } from '../../platform/problems';
import {
  areReadersClosed,
  dropUnopenedLinks,
  findReaderLink,
  insertReaderLink,
  listReaderLinks,
  lockReaders,
  noteOpened,
  revokeReaderLinks,
  type LinkOf,
  type LinksOf,
  type StoredReaderLink,
} from './reader-store';

const openMs = 60 * 24 * 3_600_000;

/** Whom something came from, as the network tells. */
export type From = Pick<AuditEntry, 'requestId'> & { readonly address: string };
export type OpenedLink = { readonly tenantId: string; readonly link: StoredReaderLink };

/** The links that letters bring, each of one clinic and of no more: made, opened, closed, and what is done by them told. */
@Injectable()
export class ReaderLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: AuditLog,
  ) {}

  /**
   * A link for a letter, in place of those of its earlier tries; its token is given this once. Null where such links
   * of the clinic were closed.
   */
  make(tenantId: string, of: LinkOf): Promise<{ readonly token: string; readonly expiresAt: number } | null> {
    const token = makeToken('vr', tenantId);
    const madeAt = this.clock.now();
    const expiresAt = madeAt + openMs;
    return this.database.withTenant(tenantId, async (tx) => {
      await lockReaders(tx, tenantId, of);
      if (await areReadersClosed(tx, tenantId, of)) return null;
      await dropUnopenedLinks(tx, tenantId, of);
      await insertReaderLink(tx, token, of, { madeAt, expiresAt });
      return { token: token.text, expiresAt };
    });
  }

  /** Rejects with 404 for a text that opens nothing (any more). */
  async find(text: string): Promise<OpenedLink> {
    const token = linkToken(text);
    const { tenantId } = token;
    const link = await this.database.withTenant(tenantId, (tx) =>
      findReaderLink(tx, token, this.clock.now()),
    );
    if (link === undefined) throw opensNothing();
    return { tenantId, link };
  }

  /** Notes that somebody's browser opened it; the first time is told. */
  async opened({ tenantId, link }: OpenedLink, from: From): Promise<void> {
    const at = this.clock.now();
    const isFirst = await this.database.withTenant(tenantId, (tx) =>
      noteOpened(tx, tenantId, link.linkId, at),
    );
    if (isFirst) this.tell({ tenantId, link }, 'reader.opened', from);
  }

  /** These links of the clinic open nothing any more, nor do those of letters under way; how many did, or would. */
  revoke(tenantId: string, of: LinksOf, underWay: (tx: Tx) => Promise<readonly LinkOf[]>): Promise<number> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await lockReaders(tx, tenantId, of);
      const links = await listReaderLinks(tx, tenantId, of);
      // A letter that was not tried yet has its link closed before it is sent.
      for (const letter of await underWay(tx))
        if (!links.some((link) => isOfLetter(link, letter)))
          await insertReaderLink(tx, makeToken('vr', tenantId), letter, {
            madeAt: now,
            expiresAt: now + openMs,
          });
      return revokeReaderLinks(tx, tenantId, of, now);
    });
  }

  /** What was done by a link goes into the audit, as of who holds it. */
  tell({ tenantId, link }: OpenedLink, action: string, from: From): void {
    const { linkId, clinicId, month, version } = link;
    const actor = { kind: 'reader', id: linkId, role: null } as const;
    const subject = `${month ?? `sheet ${version}`} ${clinicId}`;
    this.log.record(tenantId, { ...from, address: auditAddress(from.address), actor, action, subject });
  }
}

/** A link as the centre sees it. */
export function linkView(link: StoredReaderLink, now: number) {
  const { recipient, version, madeAt, expiresAt, openedAt, revokedAt } = link;
  return {
    recipient,
    version,
    sentAt: new Date(madeAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    openedAt: openedAt === null ? null : new Date(openedAt).toISOString(),
    open: revokedAt === null && expiresAt > now,
  };
}

export function opensNothing(): Problem {
  return notFound('This link opens nothing: it is too old, or was closed.');
}

const isOfLetter = (link: StoredReaderLink, { version, recipient }: LinkOf): boolean =>
  link.version === version && link.recipient === recipient;

function linkToken(text: string): ReadToken {
  const token = readToken('vr', text);
  if (token === null) throw opensNothing();
  return token;
}
