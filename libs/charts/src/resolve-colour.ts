/** The colour a token stands for on this element now, as the browser computes it (`rgb(…)`); for drawing on a canvas. */
export function resolveColour(host: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  host.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
