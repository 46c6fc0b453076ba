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
import { Words } from '../shell/words';
import { writtenIn } from '../shell/written-in';
import { BrandMark } from './brand-mark';

/** The page somebody was on their way to; never an address of another site. */
export function pageAfter(wanted: string | null): string {
  const isOurs = wanted !== null && /^\/(?![/\\])/u.test(wanted) && !wanted.startsWith('/sign-in');
  return isOurs ? wanted : '/';
}

type Trouble = 'needed' | 'wrong' | 'failed' | 'whichTenant' | { readonly waitSeconds: number };

/** Signing in: address and password, and the centre where the installation serves several. */
@Component({
  selector: 'vg-sign-in-page',
  imports: [BrandMark],
  styleUrl: './account-page.css',
  templateUrl: './sign-in-page.html',
})
export class SignInPage {
  protected readonly words = inject(Words);
  private readonly address = inject(Address);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  private readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');

  protected readonly hasEnded = computed(() => this.address.value('ended') !== null);
  /** Whether the centre must be written as well. */
  protected readonly asksTenant = signal(false);
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
    afterNextRender(() => {
      this.first().nativeElement.focus();
    });
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
      await askServer('/api/v1/sign-in', { method: 'POST', body: { email, password, tenant } });
      this.me.reload();
      await this.router.navigateByUrl(pageAfter(this.address.value('next')));
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
