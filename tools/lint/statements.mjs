import { readFileSync } from 'node:fs';

import ts from 'typescript';

/**
 * What a database that is spread over several servers refuses, or silently does otherwise; each with what to write
 * instead. The patterns hold on one PostgreSQL, so that a centre may move without a change of the code.
 */
export const refusedStatements = [
  {
    name: 'a tenant set by a function',
    instead: 'actAs of platform/transaction.ts: set_config is not passed on, and every row is hidden',
    refuses: (sql) => /set_config\s*\(\s*'app\./iu.test(sql),
  },
  {
    name: 'SET LOCAL beside something else',
    instead: 'a query of its own: the whole text is passed on',
    refuses: (sql) => {
      const parts = sql.split(';').filter((part) => part.trim() !== '');
      const local = parts.filter((part) => /^\s*SET LOCAL\b/iu.test(part));
      return local.length > 0 && local.length < parts.length;
    },
  },
  {
    name: 'rows from unnest that nothing answers for',
    instead: 'RETURNING 1, or ON CONFLICT',
    refuses: (sql) =>
      /\bINSERT INTO\b[\s\S]*\bSELECT\b[\s\S]*\bunnest\s*\(/iu.test(sql) &&
      !/\b(?:RETURNING|ON CONFLICT)\b/iu.test(sql),
  },
  {
    name: 'a trigger',
    instead: 'the statement that needs it does it',
    refuses: (sql) => /\bCREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER\b/iu.test(sql),
  },
  {
    name: 'an instant read by the session’s zone',
    instead: 'msOf of platform/sql-instant.ts: such a function may not stand in RETURNING',
    refuses: (sql) => /\bextract\s*\(\s*epoch FROM [\w.()]+\)\s*\*\s*1000\s*\)\s*::bigint/iu.test(sql),
  },
  {
    name: 'the clock of the server in RETURNING',
    instead: 'an instant given by the program',
    refuses: (sql) => /\bRETURNING\b[\s\S]*\b(?:now|clock_timestamp|random|gen_random_uuid)\s*\(/iu.test(sql),
  },
  {
    name: 'several changes of the schema in one query',
    instead: 'one query each',
    refuses: (sql) =>
      (
        sql.replaceAll(/\$\$[\s\S]*?\$\$/gu, '').match(/(?:^|;)\s*(?:CREATE|ALTER|DROP|GRANT|REVOKE)\b/giu) ??
        []
      ).length > 1,
  },
  {
    name: 'a key that does not begin with the tenant',
    instead: 'PRIMARY KEY (tenant_id, …)',
    refuses: (sql) =>
      /\bCREATE TABLE\b/iu.test(sql) &&
      (/\bPRIMARY KEY\s*\((?!\s*tenant_id\b)/iu.test(sql) ||
        /^\s*(?!tenant_id\b)\w+ [^,(]*\bPRIMARY KEY\b/imu.test(sql)),
  },
];

const beginsSql =
  /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|GRANT|REVOKE|SET|TRUNCATE|LOCK|DECLARE)\s/u;

/** Every text of a TypeScript file that is SQL: its line, and what it says, with what is put in as `${…}`. */
export function statementsIn(file, text = readFileSync(file, 'utf8')) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const look = (node) => {
    const sql = textOf(node);
    if (sql !== undefined && beginsSql.test(sql)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ line: line + 1, sql });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function textOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  const parts = node.templateSpans.map(
    ({ expression, literal }) => `\${${expression.getText()}}${literal.text}`,
  );
  return node.head.text + parts.join('');
}
