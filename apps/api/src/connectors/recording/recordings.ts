import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound } from '../../platform/problems';
import { findConnector, type StoredConnector } from '../connector-store';
import { Recorder } from './recorder';
import type { Heard } from './scrub';
import {
  beginRecording,
  deleteOldRecordings,
  deleteRecording,
  endRecording,
  readRecording,
  runningRecording,
} from './recording-store';

/** Recordings of what telephone systems say, without names and numbers: begun, ended, read and thrown away by administrators. */
@Injectable()
export class Recordings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In place of the one before. Rejects with 404. */
  async begin(tenantId: string, id: string): Promise<StoredConnector> {
    const begun = { key: randomBytes(32), now: this.clock.now() };
    return this.changed(tenantId, id, (tx) => beginRecording(tx, { tenantId, id }, begun));
  }

  /** Ends one that goes on and keeps it; throws away one that is over. Rejects with 404. */
  async endOrRemove(tenantId: string, id: string): Promise<StoredConnector> {
    const [of, now] = [{ tenantId, id }, this.clock.now()];
    return this.changed(tenantId, id, async (tx) => {
      const isRunning = (await runningRecording(tx, of, now)) !== null;
      await (isRunning ? endRecording(tx, of, now) : deleteRecording(tx, of));
    });
  }

  /** One thing said a line, as JSON, after a first line that says what it is. Rejects with 404 where nothing was recorded. */
  async file(
    tenantId: string,
    id: string,
  ): Promise<{ readonly stored: StoredConnector; readonly text: string }> {
    const [stored, content] = await this.database.withTenant(tenantId, async (tx) => [
      await findConnector(tx, tenantId, id),
      await readRecording(tx, { tenantId, id }),
    ]);
    if (stored === undefined || content === null) throw notFound('There is no such recording.');
    const head = { recording: 1, kind: stored.kind, about: 'names and numbers are taken out' };
    return { stored, text: `${JSON.stringify(head)}\n${content}` };
  }

  /** Records one thing, where a recording goes on. */
  async once(tenantId: string, id: string, heard: Heard): Promise<void> {
    const recorder = new Recorder(this.database, this.clock, { tenantId, id });
    await recorder.turn();
    recorder.heard(heard);
    await recorder.turn();
  }

  forgetOld(tenantId: string): Promise<void> {
    return this.database.withTenant(tenantId, (tx) => deleteOldRecordings(tx, tenantId, this.clock.now()));
  }

  private async changed(
    tenantId: string,
    id: string,
    change: (tx: Parameters<typeof findConnector>[0]) => Promise<unknown>,
  ): Promise<StoredConnector> {
    const stored = await this.database.withTenant(tenantId, async (tx) => {
      await change(tx);
      return findConnector(tx, tenantId, id);
    });
    if (stored === undefined) throw notFound('There is no such connector.');
    return stored;
  }
}
