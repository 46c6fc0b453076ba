import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { Address } from '../shell/address';
import { askServer, ServerSaidNo } from '../shell/ask-server';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';
import { signInStepShape } from './account-answers';
import { BrandMark } from './brand-mark';
import { CodeForm } from './code-form';
import { ForgottenLink } from './forgotten-link';
import { pageAfter } from '../shell/lead-by-access';
import { PasskeyButton } from './passkey-button';
import { ProviderButton } from './provider-button';

type Trouble = 'needed' | 'wrong' | 'failed' | 'whichTenant' | 'late' | { readonly waitSeconds: number };

/** Signing in: address and password, the centre where the installation serves several, and a code where one is owed. */
@Component({
  selector: 'vg-sign-in-page',
  imports: [BrandMark, CodeForm, ForgottenLink, PasskeyButton, ProviderButton, RouterLink],
  styleUrl: './account-page.css',
  templateUrl: './sign-in-page.html',
})
export class SignInPage {
  protected readonly words = inject(Words);
  protected readonly address = inject(Address);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  private readonly first = viewChild<ElementRef<HTMLInputElement>>('first');

  protected readonly hasEnded = computed(() => this.address.value('ended') !== null);
  /** Whether the password was right and a code is still owed: also after a link that opened once. */
  protected readonly owesCode = computed(() => this.address.value('step') === 'code');
  /** Whether the centre must be written as well. */
  protected readonly asksTenant = signal(false);
  protected readonly busy = signal(false);
  private readonly trouble = signal<Trouble | null>(null);
  protected readonly isWrong = computed(() => this.trouble() !== null);
  protected readonly said = computed(() => {
    const trouble = this.trouble();
    if (trouble === null) return null;
    if (trouble === 'late') return this.words.t('account.code.late');
    return typeof trouble === 'string'
      ? this.words.t(`account.signIn.${trouble}`)
      : this.words.n('account.signIn.wait', trouble.waitSeconds);
  });

  /** Only where the server has one, and for who sits at its machine. */
  private readonly demo = resource({
    loader: async ({ abortSignal }) => {
      const { ok } = await fetch('/api/v1/me?tenant=demo', { signal: abortSignal });
      return ok;
    },
  });
  protected readonly hasDemo = computed(() => this.demo.hasValue() && this.demo.value());

  constructor() {
    showPageName(() => this.words.t('account.signIn.title'));
    afterNextRender(() => {
      this.first()?.nativeElement.focus();
    });
  }

  /** In: on to the page that was wanted. */
  protected async goOn(): Promise<void> {
    this.me.reload();
    await this.router.navigateByUrl(pageAfter(this.address.value('next')));
  }

  /** The password was given too long ago. */
  protected async startAgain(): Promise<void> {
    this.trouble.set('late');
    await this.address.set({ step: null });
  }

  protected async enter(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const written = writtenIn(new FormData(form));
    const [email, password] = [written('email').trim(), written('password')];
    if (email === '' || password === '') return this.trouble.set('needed');
    const tenant = this.asksTenant() ? written('tenant').trim() : (this.address.value('tenant') ?? undefined);
    this.busy.set(true);
    this.trouble.set(null);
    try {
      const answer = await askServer('/api/v1/sign-in', {
        method: 'POST',
        body: { email, password, tenant },
      });
      if (readAnswer(signInStepShape, answer).next === 'code') await this.address.set({ step: 'code' }, true);
      else await this.goOn();
    } catch (error) {
      this.trouble.set(troubleOf(error));
      if (this.trouble() === 'whichTenant') this.asksTenant.set(true);
    } finally {
      this.busy.set(false);
    }
  }
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ServerSaidNo)) return 'failed';
  if (error.status === 429) return { waitSeconds: Math.max(1, error.retryAfterSeconds ?? 60) };
  if (error.code === 'tenant_required') return 'whichTenant';
  return error.status === 401 || error.status === 400 ? 'wrong' : 'failed';
}
