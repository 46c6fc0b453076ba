import { refusalOf } from '../shell/ask-server';

/** A file as it came. */
export type ReadFile = { readonly name: string; readonly blob: Blob };

/** What a file is called where the server does not say. */
const unnamed = 'vigie';

/** The name in `attachment; filename="history-2026-10-01.csv"`. */
export function fileName(disposition: string | null): string {
  return /filename="([^"]+)"/u.exec(disposition ?? '')?.[1] ?? unnamed;
}

/**
 * Reads a file while the server writes it, telling after each piece how many bytes have come: how many will is not known
 * beforehand. Throws what the server refused with, and an `AbortError` when it is cancelled.
 */
export async function readFile(
  address: string,
  signal: AbortSignal,
  came: (bytes: number) => void,
): Promise<ReadFile> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw await refusalOf(answer);
  const name = fileName(answer.headers.get('content-disposition'));
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  const reader = answer.body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    pieces.push(read.value);
    bytes += read.value.length;
    came(bytes);
  }
  return { name, blob: new Blob(pieces, { type }) };
}
