import { TestEnvironment } from 'jest-environment-jsdom';

import { sharedOnce } from './shared-once.mjs';

/** One page for all spec files that a worker runs; each finds it empty and at its first address. */
export default sharedOnce(TestEnvironment, ({ window }) => {
  const { document, history, localStorage, sessionStorage } = window;
  // Timers are numbered one by one; what a page left running is not to reach the next file.
  for (let timer = window.setTimeout(() => {}); timer > 0; timer -= 1) window.clearTimeout(timer);
  for (let frame = window.requestAnimationFrame(() => {}); frame > 0; frame -= 1)
    window.cancelAnimationFrame(frame);
  document.head.replaceChildren();
  document.body.replaceChildren();
  for (const { name } of [...document.documentElement.attributes])
    document.documentElement.removeAttribute(name);
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});
