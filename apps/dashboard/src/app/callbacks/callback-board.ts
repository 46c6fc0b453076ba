import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import {
  openOutcomes,
  type CallbackClaimView,
  type CallbackDetail,
  type CallbackList,
  type CallbackNews,
  type CallbackNumber,
  type CallbackOutcome,
  type CallbackView,
  type DischargeAnswers,
} from '@vigie/contracts';

import { addressOf, askServer, failureOf, ServerSaidNo, type AskFailure } from '../shell/ask-server';
import { Clock } from '../shell/clock';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import {
  callbackClaimShape,
  callbackDetailShape,
  callbackListShape,
  callbackNumberShape,
} from './callback-answers';
import { CALLBACK_SOCKET, type CallbackSocket } from './callback-socket';

type DischargeReplies = Readonly<{ version: number; answers: DischargeAnswers }>;
const root = '/api/v1/callbacks';
const returnMs = 3_000;
/** What is read sooner after it was done may be from before it was folded. */
const foldedWithinMs = 600;
/** For so long the list waits for its socket: read before that follows, it would have to be read again. */
const socketWithinMs = 1_000;
const staysOpen: ReadonlySet<CallbackOutcome> = new Set(openOutcomes);

/** Why something could not be done about a patient. */
export type ActFailure =
  AskFailure | 'claimed' | 'over' | (typeof callRefusals | typeof noteRefusals)[number];

/** Why nothing is noted beside an outcome. */
const noteRefusals = ['notes_off', 'unknown_reason'] as const;

/** Why the telephone system is not asked to call, as the server says it. */
export const callRefusals = [
  'not_claimed',
  'outside_hours',
  'in_call',
  'being_called',
  'shared_held',
  'no_way',
  'no_set',
  'no_number',
  'not_given',
] as const;

/** What is said beside an outcome that ends a row, where its clinic takes it. */
export type Beside = { readonly reason?: string; readonly note?: string };

/** What is done about a patient beside saying what came of a try. */
const acts = ['claim', 'release', 'reopen', 'call'] as const;
type Act = (typeof acts)[number];
const isAct = (what: string): what is Act => acts.some((act) => act === what);

/** Under which address it is done. */
function pathOf(what: Act | CallbackOutcome): string {
  if (isAct(what)) return what;
  return staysOpen.has(what) ? 'attempts' : 'close';
}

/** The list to call back, as the server has it: read once its socket follows it, then kept by what the socket tells. */
@Service()
export class CallbackBoard {
  private readonly tenants = inject(Tenants);
  private readonly clock = inject(Clock);
  private readonly open = inject(CALLBACK_SOCKET);
  private socket: CallbackSocket | null = null;
  private tenant: string | undefined;
  /** What was told while the list was on its way: it may be newer than the list. */
  private waiting: CallbackNews[] | null = null;
  private asked = 0;
  private unlinked: ReturnType<typeof setTimeout> | undefined;

  private readonly held = signal<CallbackList | null>(null);
  private readonly linked = signal(false);
  private readonly offset = signal(0);
  private readonly wrong = signal<AskFailure | null>(null);

  readonly list = this.held.asReadonly();
  readonly callbacks = computed<readonly CallbackView[]>(() => this.held()?.callbacks ?? []);
  /** Why there is no list; null while it is asked, and when it is there. */
  readonly failure = this.wrong.asReadonly();
  /** Since when what is shown may be old; null while changes are told. */
  readonly staleSince = computed(() => {
    const list = this.held();
    return list === null || this.linked() ? null : Date.parse(list.at);
  });
  /** The server's time, ms since 1970. */
  readonly now = computed(() => this.clock.second() + this.offset());

  constructor() {
    inject(DestroyRef).onDestroy(() => this.leave());
  }

  /** Begins to follow the list of the tenant that is looked at. */
  follow(): void {
    const tenant = this.tenants.chosen();
    if (this.socket !== null && tenant === this.tenant) return;
    this.leave();
    this.tenant = tenant;
    this.held.set(null);
    const socket = this.open(tenant);
    this.socket = socket;
    socket.on('ready', () => {
      clearTimeout(this.unlinked);
      this.linked.set(true);
      void this.load();
    });
    socket.on('reload', () => void this.load());
    socket.on('callbacks', (news) => this.take(news));
    socket.on('disconnect', () => {
      this.linked.set(false);
      setTimeout(() => {
        if (this.socket === socket && !socket.connected && !socket.active) socket.connect();
      }, returnMs);
    });
    socket.on('refused', () => this.wrong.set('refused'));
    socket.connect();
    this.unlinked = setTimeout(() => void this.load(), socketWithinMs);
  }

  /** Reads the list again, as after a failure. */
  reload(): void {
    void this.load();
  }

  /** Nobody looks any more. */
  leave(): void {
    clearTimeout(this.unlinked);
    this.socket?.disconnect();
    this.socket = null;
    this.linked.set(false);
  }

  /** What happened on the way. */
  async detail(id: string): Promise<CallbackDetail> {
    return readAnswer(callbackDetailShape, await askServer(this.addressOf(`/${id}`)));
  }

  /** The number of a patient whom one is calling; throws what the server says where it is not shown. */
  async numberOf(id: string): Promise<CallbackNumber> {
    const answer = await askServer(this.addressOf(`/${id}/number`), { method: 'POST', body: {} });
    return readAnswer(callbackNumberShape, answer);
  }

  /** Does something about a patient; null when it is done, else why not. */
  async act(id: string, what: Act | CallbackOutcome, beside: Beside = {}): Promise<ActFailure | null> {
    const path = pathOf(what);
    try {
      const answer = await askServer(this.addressOf(`/${id}/${path}`), {
        method: 'POST',
        body: isAct(what) ? {} : { outcome: what, ...(path === 'close' && beside) },
      });
      if (what === 'claim') this.hold(id, readAnswer(callbackClaimShape, answer));
      if (!this.linked()) setTimeout(() => void this.load(), foldedWithinMs);
      return null;
    } catch (error) {
      void this.load();
      return actFailureOf(error);
    }
  }

  /** What a patient answered after a discharge. */
  async reply(id: string, replies: DischargeReplies): Promise<'changed' | ActFailure | null> {
    try {
      const address = addressOf(`/api/v1/followups/${id}/answers`, { tenant: this.tenant });
      await askServer(address, { method: 'POST', body: replies });
      return null;
    } catch (error) {
      if (error instanceof ServerSaidNo && error.code === 'sheet_changed') return 'changed';
      void this.load();
      return actFailureOf(error);
    }
  }

  /** Whoever took a patient need not wait until that is told to all. */
  private hold(id: string, claim: CallbackClaimView): void {
    this.held.update(
      (list) =>
        list && {
          ...list,
          callbacks: list.callbacks.map((one) => (one.id === id ? { ...one, claim } : one)),
        },
    );
  }

  private addressOf(path: string): string {
    return addressOf(`${root}${path}`, { tenant: this.tenant });
  }

  private async load(): Promise<void> {
    const mine = (this.asked += 1);
    this.waiting = [];
    try {
      const list = readAnswer(callbackListShape, await askServer(this.addressOf('')));
      if (mine !== this.asked) return;
      this.offset.set(Date.parse(list.at) - this.clock.now());
      this.wrong.set(null);
      const news = this.waiting;
      this.waiting = null;
      this.held.set(news.reduce(withNews, list));
    } catch (error) {
      if (mine !== this.asked) return;
      this.waiting = null;
      this.wrong.set(failureOf(error));
    }
  }

  private take(news: CallbackNews): void {
    this.waiting?.push(news);
    this.held.update((list) => (list === null ? null : withNews(list, news)));
  }
}

function actFailureOf(error: unknown): ActFailure {
  const code = error instanceof ServerSaidNo ? error.code : '';
  if (code === 'claimed') return 'claimed';
  if (code === 'not_open') return 'over';
  return [...callRefusals, ...noteRefusals].find((one) => one === code) ?? failureOf(error);
}

/** The list with what was told of it. */
export function withNews(list: CallbackList, { at, changed, gone, sums }: CallbackNews): CallbackList {
  const left = new Set([...gone, ...changed.map(({ id }) => id)]);
  const open = changed.filter(({ state }) => state === 'open');
  return { ...list, at, sums, callbacks: [...list.callbacks.filter(({ id }) => !left.has(id)), ...open] };
}
