import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router } from '@angular/router';

import { Address } from '../shell/address';
import { askServer, ServerSaidNo } from '../shell/ask-server';
import { Me } from '../shell/me';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { signedInShape } from './account-answers';
import { BrandMark } from './brand-mark';

/** The page somebody was on their way to; never an address of another site. */
export function pageAfter(wanted: string | null): string {
  const isOurs = wanted !== null && /^\/(?![/\\])/u.test(wanted) && !wanted.startsWith('/sign-in');
  return isOurs ? wanted : '/';
}

type Trouble = 'needed' | 'wrong' | 'codeWrong' | 'failed' | { readonly waitSeconds: number };

/** Signing in: address and password, then the code of a second factor where there is one. */
@Component({
  selector: 'vg-sign-in-page',
  imports: [BrandMark],
  styleUrl: './account-form.css',
  templateUrl: './sign-in-page.html',
})
export class SignInPage {
  protected readonly words = inject(Words);
  private readonly address = inject(Address);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  private readonly first = viewChild<ElementRef<HTMLInputElement>>('first');

  protected readonly tenant = this.address.value('tenant');
  protected readonly hasEnded = this.address.value('ended') !== null;
  /** What is given with the code; null before the password was right. */
  protected readonly ticket = signal<string | null>(null);
  protected readonly busy = signal(false);
  private readonly trouble = signal<Trouble | null>(null);
  protected readonly isWrong = computed(() => this.trouble() !== null);
  protected readonly said = computed(() => {
    const trouble = this.trouble();
    if (trouble === null) return null;
    return typeof trouble === 'string'
      ? this.words.t(`account.signIn.${trouble}`)
      : this.words.n('account.signIn.wait', trouble.waitSeconds);
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      title.setTitle(this.words.t('app.title', { centre: this.words.t('account.signIn.title') }));
    });
    afterNextRender(() => this.first()?.nativeElement.focus());
  }

  protected async enter(event: Event, email: string, password: string): Promise<void> {
    event.preventDefault();
    if (email.trim() === '' || password === '') return this.trouble.set('needed');
    const tenant = this.tenant ?? undefined;
    await this.tried('wrong', async () => {
      const body = { email: email.trim(), password, tenant };
      const answer = readAnswer(signedInShape, await askServer('/api/v1/sign-in', { method: 'POST', body }));
      if (answer.secondFactor) this.ticket.set(answer.ticket);
      else await this.goOn();
    });
  }

  protected async confirm(event: Event, code: string): Promise<void> {
    event.preventDefault();
    await this.tried('codeWrong', async () => {
      const body = { ticket: this.ticket(), code: code.trim() };
      await askServer('/api/v1/sign-in/second', { method: 'POST', body });
      await this.goOn();
    });
  }

  private async tried(wrong: 'wrong' | 'codeWrong', work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      await work();
    } catch (error) {
      this.trouble.set(troubleOf(error, wrong));
    } finally {
      this.busy.set(false);
    }
  }

  private async goOn(): Promise<void> {
    this.me.reload();
    await this.router.navigateByUrl(pageAfter(this.address.value('next')));
  }
}

function troubleOf(error: unknown, wrong: 'wrong' | 'codeWrong'): Trouble {
  if (!(error instanceof ServerSaidNo)) return 'failed';
  if (error.status === 429) return { waitSeconds: Math.max(1, error.retryAfterSeconds ?? 60) };
  return error.status === 401 || error.status === 400 || error.status === 404 ? wrong : 'failed';
}
