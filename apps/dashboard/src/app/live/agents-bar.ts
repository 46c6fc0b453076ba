import { Component, computed, input } from '@angular/core';
import type { AgentCounts } from '@vigie/contracts';

/** One thin bar of the secretaries who are here: free, on the telephone, in wrap-up, away. Decoration beside the words. */
@Component({
  selector: 'vg-agents-bar',
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      display: flex;
      gap: 2px;
      height: 18px;
    }
    i {
      min-width: 2px;
      height: 10px;
      border-radius: 1px;
      transition: flex-grow 0.4s;
    }
    .free {
      background: var(--ok);
    }
    .busy {
      background: var(--accent);
    }
    .wrap {
      background: var(--watch);
    }
    .away {
      background: var(--strip);
    }
  `,
  template: `
    @for (part of parts(); track part.kind) {
      @if (part.count > 0) {
        <i [class]="part.kind" [style.flex-grow]="part.count"></i>
      }
    }
  `,
})
export class AgentsBar {
  readonly counts = input.required<AgentCounts>();
  protected readonly parts = computed(() => {
    const counts = this.counts();
    return [
      { kind: 'free', count: counts.free },
      { kind: 'busy', count: counts.on_call + counts.ringing + counts.outbound },
      { kind: 'wrap', count: counts.wrap_up },
      { kind: 'away', count: counts.break + counts.training + counts.off_phone },
    ];
  });
}
