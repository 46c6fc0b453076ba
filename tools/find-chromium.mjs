import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { run } from './console.mjs';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache/chromium');
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What a browser needs to run anywhere: as root, in a container, without a screen, and silent towards the net. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The path of a Chromium that starts: one that is installed, else the one inside an npm package, else the one
 * Playwright downloads, else (as root) the system's package. Undefined when none of them does. `say` is told before
 * something is fetched.
 */
export async function findChromium(say) {
  const given = process.env.VIGIE_CHROMIUM;
  const known = given
    ? [given]
    : [...commands.map(whereIs), ...places].filter((path) => path && existsSync(path));
  for (const path of known) if (await starts(path)) return path;
  for (const bring of [packaged, downloaded, installed]) {
    const path = await bring(say);
    if (path !== undefined && (await starts(path))) return path;
  }
  return undefined;
}

/** Asked the way the tests will ask it: some builds start well and yet answer no command line. */
async function starts(path) {
  const { chromium } = await import('playwright-core');
  try {
    const browser = await chromium.launch({ executablePath: path, args: chromiumArguments, timeout: 30_000 });
    const page = await browser.newPage();
    await page.setContent('<span>here</span>');
    // One that finds no font draws no letter, not even those of a page's own fonts: whoever measures would see nothing.
    const letters = (await page.locator('span').boundingBox())?.width ?? 0;
    await browser.close();
    return letters > 0;
  } catch {
    return false;
  }
}

/** The full path of a command, or undefined: what starts a browser takes no bare name. */
function whereIs(command) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

/** The package's own file names folders of another machine; without a fallback font a page with a sign like ▲ ends it. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(cache, 'fonts', 'fonts')}</dir>
  <dir>${join(root, 'node_modules/@expo-google-fonts/inter/400Regular')}</dir>
  <cachedir>${join(cache, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/** Unpacked with libraries of its own, for machines that lack those Chromium needs. */
async function packaged(say) {
  say('unpacking Chromium');
  await mkdir(cache, { recursive: true });
  const script = `import('@sparticuz/chromium').then(({ default: c }) => c.executablePath()).then(console.log)`;
  // This is how the package is told to unpack its libraries too.
  const env = { ...process.env, TMPDIR: cache, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const { code, output } = await run(process.execPath, ['-e', script], { cwd: root, env });
  if (code !== 0) return undefined;
  const wrapper = join(cache, 'chromium-with-libraries');
  const libraries = join(cache, 'al2023', 'lib');
  await writeFile(join(cache, 'fonts', 'fonts.conf'), fontsConf);
  await writeFile(
    wrapper,
    `#!/bin/sh\nexport LD_LIBRARY_PATH='${libraries}' FONTCONFIG_PATH='${join(cache, 'fonts')}'\nexec '${output.trim()}' "$@"\n`,
  );
  await writeFile(join(cache, 'fonts', 'fonts.conf'), fontsFrom(join(cache, 'fonts', 'fonts'), cache));
  await chmod(wrapper, 0o755);
  return wrapper;
}

/** The package's own list names folders of another machine: letters would have no height, and nothing be visible. */
function fontsFrom(folder, home) {
  const folders = [folder, '/usr/share/fonts', '/usr/local/share/fonts'].map((path) => `<dir>${path}</dir>`);
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${folders.join('')}<cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>
`;
}

async function downloaded(say) {
  say('downloading Chromium');
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  await run(process.execPath, [cli, 'install', 'chromium', '--only-shell'], { cwd: root, timeout: 120_000 });
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}

async function installed(say) {
  if (process.getuid?.() !== 0) return undefined;
  say('installing the chromium package of the system');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env, timeout: 300_000 });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    env,
    timeout: 600_000,
  });
  return whereIs('chromium');
}
