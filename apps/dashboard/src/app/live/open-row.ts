import { computed, inject, Service } from '@angular/core';

import type { FormulaRow } from '../formula/formula-request';
import { Address } from '../shell/address';

/** The team or clinic that is opened beside the board; kept in the address. */
@Service()
export class OpenRow {
  private readonly address = inject(Address);
  private opener: HTMLElement | null = null;

  readonly row = computed<FormulaRow | null>(() => {
    const value = this.address.value('open');
    const [kind, ...rest] = value?.split(':') ?? [];
    const id = rest.join(':');
    return (kind === 'team' || kind === 'clinic') && id !== '' ? { kind, id } : null;
  });

  open(kind: FormulaRow['kind'], id: string): void {
    this.opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    void this.address.set({ open: `${kind}:${id}` }, true);
  }

  /** Closes it and gives the focus back to what opened it. */
  async close(): Promise<void> {
    await this.address.set({ open: null });
    if (this.opener?.isConnected === true) this.opener.focus();
    this.opener = null;
  }
}
