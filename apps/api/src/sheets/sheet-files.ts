import type { Sheet, SheetFormat } from '@vigie/contracts';
import { parseDocument, stringify } from 'yaml';

import { readSheetCsv, writeSheetCsv } from './sheet-csv';
import { judgeSheet, type ReadSheet } from './judge-sheet';

/** A sheet as a file, which {@link readSheetFile} reads back the same. */
export function writeSheetFile(format: SheetFormat, sheet: Sheet): string {
  return format === 'yaml' ? stringify(sheet, { lineWidth: 0 }) : writeSheetCsv(sheet);
}

/** Reads a file of a sheet; what it leaves out is empty. Never throws for what is in the text. */
export function readSheetFile(format: SheetFormat, text: string): ReadSheet {
  return format === 'yaml' ? readSheetYaml(text) : readSheetCsv(text);
}

function readSheetYaml(text: string): ReadSheet {
  const yaml = parseDocument(text, { prettyErrors: true });
  const [error] = yaml.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line;
    const field = line === undefined ? 'file' : `line ${line}`;
    return { ok: false, faults: [{ field, message: error.message.split('\n', 1)[0] ?? '' }] };
  }
  try {
    return judgeSheet(yaml.toJS({ maxAliasCount: 100 }));
  } catch {
    return { ok: false, faults: [{ field: 'file', message: 'has too many aliases' }] };
  }
}
