import type { Sheet, SheetFormat } from '@vigie/contracts';
import { Document, parseDocument, visit } from 'yaml';

import { readSheetCsv, writeSheetCsv } from './sheet-csv';
import { judgeSheet, type ReadSheet } from './judge-sheet';

/** A sheet as a file, which {@link readSheetFile} reads back the same. */
export function writeSheetFile(format: SheetFormat, sheet: Sheet): string {
  return format === 'yaml' ? writeSheetYaml(sheet) : writeSheetCsv(sheet);
}

/** Reads a file of a sheet; what it leaves out is empty. Never throws for what is in the text. */
export function readSheetFile(format: SheetFormat, text: string): ReadSheet {
  return format === 'yaml' ? readSheetYaml(text) : readSheetCsv(text);
}

/** Texts of several lines as blocks, but for those that a block does not hold: it loses blanks of a line of blanks. */
function writeSheetYaml(sheet: Sheet): string {
  const document = new Document(sheet);
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && /^[ \t]+$/mu.test(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
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
