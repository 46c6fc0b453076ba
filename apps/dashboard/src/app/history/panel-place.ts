import { Directive, ElementRef, inject, input } from '@angular/core';

const gapPx = 4;

/** A panel that opens beneath its button, within the window. */
@Directive({ selector: '[vgPanelPlace]', host: { '(toggle)': 'place($event)' } })
export class PanelPlace {
  readonly vgPanelPlace = input.required<HTMLElement>();
  private readonly panel = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected place(event: Event): void {
    if ((event as ToggleEvent).newState !== 'open') return;
    const button = this.vgPanelPlace().getBoundingClientRect();
    const { style, offsetWidth } = this.panel;
    style.top = `${button.bottom + gapPx}px`;
    style.left = `${Math.max(gapPx, Math.min(button.left, innerWidth - offsetWidth - gapPx))}px`;
    style.maxHeight = `${Math.max(160, innerHeight - button.bottom - 3 * gapPx)}px`;
  }
}
