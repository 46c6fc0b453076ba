import { spawn } from 'node:child_process';

/** Seconds since `from` (of `performance.now()`), for people. */
export const seconds = (from) => `${((performance.now() - from) / 1_000).toFixed(1)} s`;

/** What is being done: several steps share the one line of a terminal. */
const underWay = new Set();

/** Shows that a long step is alive: a line that counts on a terminal, a line every ten seconds elsewhere. */
export function progress(title, out = process.stderr) {
  const from = performance.now();
  const terminal = out.isTTY === true;
  let detail = '';
  const line = () =>
    `${title} … ${Math.round((performance.now() - from) / 1_000)} s${detail && `  ${detail}`}`;
  const shown = () =>
    terminal ? `\r\x1b[K${[...underWay].map((other) => other()).join(' · ')}` : `${line()}\n`;
  out.write(terminal ? title : `${title} …\n`);
  underWay.add(line);
  const timer = setInterval(() => out.write(shown()), terminal ? 1_000 : 10_000);
  return {
    note(text) {
      detail = text;
    },
    end(result) {
      clearInterval(timer);
      underWay.delete(line);
      out.write(`${terminal ? '\r\x1b[K' : ''}${title}: ${result} (${seconds(from)})\n`);
    },
  };
}

const children = new Set();

/** Runs a program quietly; resolves with its exit code and all it wrote. `onLine` sees each line as it comes. */
export function run(command, args, options = {}) {
  const { onLine, ...rest } = options;
  return new Promise((resolve) => {
    // On Windows npm is a script, which only a shell can start.
    const shell = process.platform === 'win32';
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell, ...rest });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (onLine) text.split('\n').filter(Boolean).forEach(onLine);
      });
    }
    const end = (code) => {
      children.delete(child);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      end(1);
    });
    child.once('close', (code) => end(code ?? 1));
  });
}

/** On Ctrl-C or an order to stop, first ends what was started here, then this program. */
export function endChildrenOnSignal() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      for (const child of children) child.kill('SIGTERM');
      setTimeout(() => process.exit(130), children.size > 0 ? 5_000 : 0);
      Promise.all([...children].map((child) => new Promise((gone) => child.once('close', gone)))).then(() =>
        process.exit(130),
      );
    });
  }
}
