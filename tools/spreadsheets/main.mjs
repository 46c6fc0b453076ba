import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { run } from '../console.mjs';
import { loadTypescript } from '../load-typescript.mjs';
import { readFlatSheets } from './flat-sheets.mjs';

/**
 * `npm run spreadsheets`: has LibreOffice open a workbook and a CSV that the product writes, the CSV as a French machine
 * does, and compares every cell with what was written. Where there is no LibreOffice it says so and ends with 0.
 */
const say = (line) => process.stdout.write(`${line}\n`);
const office = await findOffice();
if (office === undefined) {
  say(
    'not tried: there is no LibreOffice here (Debian: apt-get install --no-install-recommends libreoffice-calc).',
  );
  process.exit(0);
}

async function findOffice() {
  for (const name of [process.env.VIGIE_SOFFICE, 'soffice', 'libreoffice'].filter(Boolean)) {
    const found = await run(name, ['--version'], {}).catch(() => ({ code: 1 }));
    if (found.code === 0) return { name, version: found.output.trim().split('\n')[0] };
  }
  return undefined;
}

/** Opens a file as LibreOffice does and gives its sheets, read from LibreOffice's own format. */
async function opened(folder, file, filter) {
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const asked = ['--headless', `-env:UserInstallation=${profile}`, ...filter];
  const { code, output } = await run(
    office.name,
    [...asked, '--convert-to', 'fods', '--outdir', folder, join(folder, file)],
    { cwd: folder },
  );
  const flat = join(folder, file.replace(/\.\w+$/u, '.fods'));
  const text = code === 0 ? await readFile(flat, 'utf8').catch(() => '') : '';
  if (text === '') throw new Error(`${file} could not be opened: ${output.slice(-500)}`);
  return readFlatSheets(text);
}

/** What stands in a cell of a kind once it was opened: a value of that kind, or a text. */
function differences(rows, { heads, kinds, cells }, typeOf) {
  const wanted = [heads.map((head) => ['string', head]), ...cells.map((row) => row.map(typed))];
  function typed(cell, place) {
    if (cell === null) return ['empty', null];
    return [typeof cell === 'string' && kinds[place] === 'text' ? 'string' : typeOf(kinds[place]), cell];
  }
  const found = [];
  for (const [line, row] of wanted.entries())
    for (const [place, [type, value]] of row.entries()) {
      const cell = rows[line]?.[place] ?? { type: 'empty', value: null };
      if (cell.type === type && isSame(cell.value, value)) continue;
      found.push(
        `line ${line + 1}, ${heads[place]}: ${type} ${value} was read as ${cell.type} ${cell.value}`,
      );
    }
  if (rows.length !== wanted.length) found.push(`${wanted.length} lines were read as ${rows.length}`);
  return found;
}

const isSame = (one, other) =>
  typeof one === 'number' && typeof other === 'number'
    ? Math.abs(one - other) < 1e-9 * Math.max(1, Math.abs(other))
    : one === other;

const folder = await mkdtemp(join(tmpdir(), 'vigie-spreadsheets-'));
let failed = 0;
function judge(title, found) {
  failed += found.length;
  say(`${found.length === 0 ? 'ok' : 'not ok'} ${title}`);
  for (const line of found.slice(0, 20)) say(`  ${line}`);
}
try {
  const { exampleFiles } = await loadTypescript('apps/api/src/platform/tables/testing/example-files.ts');
  const files = await exampleFiles();
  await writeFile(join(folder, 'book.xlsx'), files.xlsx);
  await writeFile(join(folder, 'france.csv'), files.csvOfFrance);
  const kindsOfBook = { instant: 'date', duration: 'time', share: 'percentage', number: 'float' };
  for (const [name, rows] of await opened(folder, 'book.xlsx', []))
    judge(
      `workbook, sheet “${name}”: same cells`,
      differences(rows, files, (kind) => kindsOfBook[kind]),
    );
  // Semicolon, quotes, UTF-8, from line 1, French (1036), quoted numbers are numbers, dates are recognised.
  const french = ['--infilter=CSV:59,34,76,1,,1036,false,true'];
  const [[, rows]] = await opened(folder, 'france.csv', french);
  const kindsOfCsv = { text: 'float', instant: 'date', duration: 'float', share: 'float', number: 'float' };
  judge(
    'CSV opened as French: same cells',
    differences(rows, { ...files, cells: files.cellsOfCsv }, (kind) => kindsOfCsv[kind]),
  );
  say(`${office.version}: ${failed === 0 ? 'no difference' : `${failed} differences`}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
