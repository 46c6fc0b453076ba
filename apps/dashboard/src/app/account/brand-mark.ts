import { Component } from '@angular/core';

/** The name and sign of the product, at the head of a page without menus. */
@Component({
  selector: 'vg-brand-mark',
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 6px;
      font-size: 17px;
      font-weight: 700;
    }
    svg {
      width: 19px;
      height: 19px;
      fill: var(--accent);
    }
    .half {
      opacity: 0.45;
    }
  `,
  template: `
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 2 18 17H10Z" />
      <path class="half" d="M10 2 2 17h8Z" />
    </svg>
    Vigie
  `,
})
export class BrandMark {}
