import { randomUUID } from 'node:crypto';

import type { AnswerSheetRequest, SheetRequest, SheetRequests as RequestsView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { requireClinicOf, seesAllOfClinic } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { RequestLetters } from './request-letters';
import {
  forgetRequests,
  insertRequest,
  listRequests,
  lockRequest,
  noteAnswer,
  type StoredRequest,
} from './request-store';

const mostTold = 100;
/** Two sides that ask more than this of each other should talk. */
const mostOpen = 50;
/** As long as anybody looks back on what was agreed. */
const keptMs = 731 * 86_400_000;

type Asking = Pick<Viewer, 'tenantId' | 'scope' | 'scopeOf' | 'personId' | 'name'>;
type Side = StoredRequest['side'];

/** What the centre and a clinic ask of each other about its sheet, with its state and who has to do something now. */
@Injectable()
export class SheetRequests {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly letters: RequestLetters,
    private readonly clock: Clock,
  ) {}

  /** Rejects with 404 outside the viewer's scope. */
  read(viewer: Asking, clinicId: string): Promise<RequestsView> {
    return this.within(viewer, clinicId, (tx) => this.view(tx, viewer, clinicId));
  }

  /** Asks it of the other side, who gets a letter. Rejects with 409 `too_many_requests` while too many are open. */
  async ask(viewer: Asking, clinicId: string, text: string): Promise<RequestsView> {
    const { tenantId } = viewer;
    const asked = await this.within(viewer, clinicId, async (tx) => {
      const all = await listRequests(tx, { tenantId, clinicId }, mostTold);
      if (all.filter((one) => waitsIn(one) !== null).length >= mostOpen) throw tooMany();
      const side = sideOf(viewer, clinicId);
      const request = { id: randomUUID(), side, at: this.clock.now(), by: signed(viewer), text };
      await insertRequest(tx, { tenantId, clinicId }, request);
      await this.letters.put(tx, { tenantId, clinicId, id: request.id, state: 'asked', to: other(side) });
      return this.view(tx, viewer, clinicId);
    });
    this.letters.hint(tenantId);
    return asked;
  }

  /**
   * The other side takes it up, has done it, or will not and says why; the same twice is once. Rejects with 404 outside
   * the scope and for who asked it, and with 409 `request_closed` once it is over.
   */
  async answer(
    viewer: Asking,
    clinicId: string,
    id: string,
    { state, word }: AnswerSheetRequest,
  ): Promise<RequestsView> {
    const { tenantId } = viewer;
    const answered = await this.within(viewer, clinicId, async (tx) => {
      const request = await lockRequest(tx, { tenantId, clinicId }, id);
      if (request === undefined || request.side === sideOf(viewer, clinicId)) throw noRequest();
      if (request.state !== state) {
        if (waitsIn(request) === null) throw closed();
        await noteAnswer(tx, tenantId, { id, state, word, at: this.clock.now(), by: signed(viewer) });
        await this.letters.put(tx, { tenantId, clinicId, id, state, to: request.side });
      }
      return this.view(tx, viewer, clinicId);
    });
    this.letters.hint(tenantId);
    return answered;
  }

  forget(tenantId: string): Promise<void> {
    return this.database.withTenant(tenantId, (tx) =>
      forgetRequests(tx, tenantId, this.clock.now() - keptMs),
    );
  }

  private within<T>(viewer: Asking, clinicId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.withTenant(viewer.tenantId, async (tx) => {
      requireClinicOf(viewer.scope, clinicId);
      await this.settings.requireClinic(tx, viewer.tenantId, clinicId);
      return work(tx);
    });
  }

  private async view(tx: EntityManager, viewer: Asking, clinicId: string): Promise<RequestsView> {
    const { tenantId } = viewer;
    const mayAsk = seesAllOfClinic(viewer.scopeOf('sheets.write'), clinicId);
    const side = sideOf(viewer, clinicId);
    const requests = await listRequests(tx, { tenantId, clinicId }, mostTold);
    return {
      clinicId,
      requests: requests.map((one) => requestView(one, mayAsk && one.side !== side)),
      mayAsk,
    };
  }
}

/** Who manages sheets speaks for the centre, whoever else writes them for the clinic. */
const sideOf = ({ scopeOf }: Asking, clinicId: string): Side =>
  seesAllOfClinic(scopeOf('sheets.manage'), clinicId) ? 'centre' : 'clinic';

const other = (side: Side): Side => (side === 'centre' ? 'clinic' : 'centre');

/** Whoever did not ask it has to do something, until it is over. */
const waitsIn = ({ state, side }: StoredRequest): Side | null =>
  state === 'done' || state === 'refused' ? null : other(side);

const signed = ({ personId, name }: Asking) => ({ id: personId, name: name ?? '' });

function requestView(stored: StoredRequest, mayAnswer: boolean): SheetRequest {
  const { id, side, at, by, text, state, answeredAt, answeredBy, word } = stored;
  const waits = waitsIn(stored);
  return {
    id,
    side,
    at: new Date(at).toISOString(),
    by,
    text,
    state,
    answered:
      answeredAt === null ? null : { at: new Date(answeredAt).toISOString(), by: answeredBy ?? '', word },
    waits,
    mayAnswer: mayAnswer && waits !== null,
  };
}

const noRequest = (): Problem => notFound('There is no such request.');

function closed(): Problem {
  return new Problem({ code: 'request_closed', status: 409, detail: 'It was answered meanwhile.' });
}

function tooMany(): Problem {
  const detail = `${mostOpen} requests are open: have some answered first.`;
  return new Problem({ code: 'too_many_requests', status: 409, detail });
}
