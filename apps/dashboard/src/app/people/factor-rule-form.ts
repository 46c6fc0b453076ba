import { Component, computed, inject, signal } from '@angular/core';

import { roleInWords, roleNames } from '../account/access-sentence';
import { ServerSaidNo } from '../shell/ask-server';
import { readOfCentre } from '../shell/read-of-centre';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { factorRuleShape } from './people-answers';

const root = '/api/v1/second-factor-rule';

type Said = { readonly key: WordKey; readonly isWrong: boolean } | null;

/** Which roles must have a second factor: whoever lacks it sets one up before anything else. */
@Component({
  selector: 'vg-factor-rule-form',
  host: { class: 'card' },
  styles: `
    :host {
      display: block;
      padding: 4px 22px;
    }
    summary {
      padding: 8px 0;
      font-weight: 600;
    }
    form {
      padding-bottom: 14px;
    }
  `,
  template: `
    <details>
      <summary>{{ words.t('account.people.rule.title') }}</summary>
      <form #form class="fields" (submit)="save($event, form)">
        <p class="muted">{{ words.t('account.people.rule.about') }}</p>
        @if (chosen(); as roles) {
          @for (role of roleNames; track role) {
            <label class="check">
              <input type="checkbox" name="role" [value]="role" [checked]="roles.includes(role)" />
              {{ nameOf(role) }}
            </label>
          }
        }
        <p class="do">
          <button type="submit" class="button" [disabled]="saving() || chosen() === null">
            {{ words.t('account.profile.save') }}
          </button>
          <span role="status">
            @if (said(); as it) {
              <span [class.act]="it.isWrong">{{ words.t(it.key) }}</span>
            }
          </span>
        </p>
      </form>
    </details>
  `,
})
export class FactorRuleForm {
  protected readonly words = inject(Words);
  private readonly read = readOfCentre(root, factorRuleShape);
  protected readonly roleNames = roleNames;
  protected readonly chosen = computed(() => this.read.value()?.roles ?? null);
  protected readonly saving = signal(false);
  protected readonly said = signal<Said>(null);

  protected nameOf(role: string): string {
    return roleInWords(this.words, role);
  }

  protected async save(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    this.saving.set(true);
    this.said.set(null);
    try {
      const body = { roles: new FormData(form).getAll('role') };
      await this.read.change(root, 'PUT', body);
      this.said.set({ key: 'account.profile.saved', isWrong: false });
    } catch (error) {
      const isOwn = error instanceof ServerSaidNo && error.code === 'enrol_first';
      this.said.set({
        key: isOwn ? 'account.people.rule.enrolFirst' : 'account.profile.failed',
        isWrong: true,
      });
    } finally {
      this.saving.set(false);
    }
  }
}
