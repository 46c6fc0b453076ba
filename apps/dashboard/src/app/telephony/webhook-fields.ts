import { Component, computed, inject, input, model } from '@angular/core';

import { Words } from '../shell/words';
import type { frTelephony } from '../words/fr-telephony';
import { fieldsOfMessage, kindOfMessage } from './message-paths';

type PathName = keyof (typeof frTelephony)['paths'];
type Meaning = keyof (typeof frTelephony)['meanings'];
type Signature = keyof (typeof frTelephony)['signatures'];

/** The fields in the order of what a caller meets, and what stands in them while they are empty. */
const paths: readonly (readonly [PathName, like: string])[] = [
  ['kind', 'event'],
  ['time', 'timestamp'],
  ['call', 'call.id'],
  ['queue', 'call.queue.name'],
  ['agent', 'call.agent.name'],
  ['caller', 'call.from'],
  ['dialled', 'call.to'],
  ['clinic', ''],
  ['id', ''],
  ['items', ''],
  ['timezone', 'Europe/Paris'],
];
const ofCalls =
  'arrived calledOut greeting greeted closed full queued rings notTaken declined answered answeredByRobot held retrieved transferred abandoned timedOut nobodyThere voicemail callbackWanted talkEnded hungUp ignored';
const ofAgents = 'came left available break afterCall away';
const listed = (names: string): readonly Meaning[] => names.split(' ') as Meaning[];
const signatures: readonly Signature[] = ['standard', 'timed', 'body'];

/** What a webhook without a connector of its own means: where things stand in a message, and what its kinds say. */
@Component({
  selector: 'vg-webhook-fields',
  host: { class: 'fields' },
  styles: `
    .pair {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      align-items: center;
    }
    summary {
      cursor: pointer;
      font-size: 13.5px;
      font-weight: 600;
    }
    details[open] > summary {
      margin-bottom: 8px;
    }
  `,
  templateUrl: './webhook-fields.html',
})
export class WebhookFields {
  /** Settings as the server takes them, empty ones left out. */
  readonly options = model.required<Readonly<Record<string, string>>>();
  /** A message that was pasted: what stands in it is offered. */
  readonly example = input.required<string>();
  /** Whether what is missing is to be said. */
  readonly isTried = input.required<boolean>();

  protected readonly words = inject(Words);
  protected readonly paths = paths;
  protected readonly signatures = signatures;
  protected readonly groups = [
    { title: 'telephony.ofCalls', names: listed(ofCalls), isOpen: true },
    { title: 'telephony.ofAgents', names: listed(ofAgents), isOpen: false },
  ] as const;
  protected readonly offered = computed(() => fieldsOfMessage(this.example()) ?? []);
  protected readonly kindHere = computed(() => kindOfMessage(this.offered(), this.options()['kind'] ?? ''));
  protected readonly isUnreadable = computed(
    () => this.example().trim() !== '' && fieldsOfMessage(this.example()) === null,
  );
  protected readonly signsBy = computed(() => this.options()['signature'] ?? 'standard');

  protected isMissing(name: PathName): boolean {
    return this.isTried() && (name === 'kind' || name === 'time') && this.options()[name] === undefined;
  }

  protected set(name: string, text: string): void {
    const others = Object.entries(this.options()).filter(([other]) => other !== name);
    const entries = text.trim() === '' ? others : [...others, [name, text.trim()]];
    this.options.set(Object.fromEntries(entries) as Readonly<Record<string, string>>);
  }
}
