import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import typescript from 'typescript';

const root = join(import.meta.dirname, '../..');
const skipped = new Set(['node_modules', 'dist', '.nx', '.angular', '.data']);

/** Every TypeScript file below a folder. */
export function typescriptFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return typescriptFiles(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

/** File to the files of ours that it imports, by a path or by a library's name; imports of types alone included. */
export function importGraph(files) {
  return new Map(
    files.map((file) => {
      const { importedFiles } = typescript.preProcessFile(readFileSync(file, 'utf8'), true, true);
      const targets = importedFiles
        .map(({ fileName }) => ours(file, fileName))
        .filter((target) => existsSync(target));
      return [file, targets];
    }),
  );
}

function ours(file, imported) {
  if (imported === '@vigie/migrations') return join(root, 'migrations/index.ts');
  const [, library] = /^@vigie\/(\w+)$/.exec(imported) ?? [];
  if (library !== undefined) return join(root, 'libs', library, 'src/index.ts');
  return imported.startsWith('.') ? `${resolve(dirname(file), imported)}.ts` : '';
}

/** Groups of files that import each other in a circle (strongly connected, by Tarjan's algorithm of 1972). */
export function circlesOf(graph) {
  const order = new Map();
  const low = new Map();
  const open = [];
  const circles = [];
  const visit = (file) => {
    order.set(file, order.size);
    low.set(file, order.get(file));
    open.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) visit(target);
      if (open.includes(target)) low.set(file, Math.min(low.get(file), low.get(target)));
    }
    if (low.get(file) !== order.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) circles.push(circle);
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}
