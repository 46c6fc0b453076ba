import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What `place.yaml` sets up, in the data folder of a server that was stopped: made once for a run, and copied. */
export type MadePlace = {
  readonly folder: string;
  readonly key: string;
  /** The cookie of its supervisor. */
  readonly session: { readonly name: string; readonly value: string };
};

export const placeFile = join(import.meta.dirname, 'place.yaml');

const variable = 'VIGIE_BROWSER_PLACE';

/** The place that this run made, if it made one. */
export function madePlace(): MadePlace | undefined {
  const text = process.env[variable];
  return text === undefined ? undefined : (JSON.parse(text) as MadePlace);
}

/** Tells every spec of the run where it is. */
export function rememberPlace(place: MadePlace): void {
  process.env[variable] = JSON.stringify(place);
}

/** Copies it; its PostgreSQL will take a port of its own. */
export async function copyPlace({ folder }: MadePlace, to: string): Promise<void> {
  if (process.platform === 'win32') await cp(folder, to, { recursive: true });
  // As root PostgreSQL runs as somebody else, to whom its files have to belong.
  else await promisify(execFile)('cp', ['-a', `${folder}/.`, to]);
  const file = join(to, 'postgres/cluster/vigie-connection.json');
  const connection = JSON.parse(await readFile(file, 'utf8')) as { readonly port: number };
  await writeFile(file, JSON.stringify({ ...connection, port: undefined }));
}
