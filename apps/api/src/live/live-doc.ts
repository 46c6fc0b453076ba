import ts from 'typescript';

type Field = { readonly name: string; readonly type: string; readonly about: string };

const introduction = `# The live stream

<!-- Written by \`npm run docs\` from libs/contracts/src/live.ts and live-protocol.ts: change it there. -->

socket.io, namespace \`/live\`, websocket transport only. Connect, then say what you watch:

\`\`\`js
const socket = io('http://localhost:3000/live', { transports: ['websocket'], auth: { protocol: 1 } });
socket.emit('watch', {}); // or { clinicIds: ['cabinet-durand'], teamIds: […], queueIds: […] }: 500 ids at most
\`\`\`

1. A \`snapshot\` answers each \`watch\`: the whole state at \`seq\`. A filter narrows rows (clinics, teams, callers,
   secretaries), never the totals. Each list that is given narrows further.
2. A \`patch\` follows whenever something changed, ten a second at most. It holds absolute values: what is under \`set\`
   replaces, what is under \`gone\` leaves. Apply it when its \`prevSeq\` is your \`seq\` and its \`epoch\` yours, else
   send \`watch\` again. A patch whose \`seq\` equals its \`prevSeq\` only lets time pass (a window slid on, a wait passed
   a line): apply it too. A patch with a smaller \`seq\` than yours, or the same one and an earlier \`at\`, is old.
3. A \`heartbeat\` comes every 5 s. Send \`watch\` again when its \`seq\` is not yours. Nothing for 10 s: your figures are
   old, say so.
4. A viewer that takes no frame for 8 s is cut (\`slow_consumer\`); until then frames it could not take are merged.

A page is let in by its session; a program sends \`Authorization: Bearer …\` with a key that may read
(\`live:read\`) in the handshake. No other site's page is let in, whatever it brings. The demonstration alone is
open to its own machine; a \`watch\` names it by \`tenant\`. A refused handshake is a 403 or a \`connect_error\`; a
refused \`watch\` is an event \`refused\` with the reason. What is open is closed (\`forbidden\`) within five seconds
once its session has ended, its key was revoked or its role taken away; where somebody sees something else than before,
the connection closes and comes back with that. More than a hundred messages a minute close it (1008), as does watching
nothing within ten seconds.

A page that shows nothing of the board says \`stay\` instead (\`{tenant?}\`) and is answered \`staying\`: nothing is sent to
it and no entry of the audit log says that somebody looked at the board, and it is closed in the same way when its session
has ended or what its viewer may has changed. \`watch\` and \`stay\` replace each other.

\`GET /api/v1/live\` is the snapshot as JSON; \`?at=2026-03-02T09:15:00+01:00\` folds the facts that happened until then,
at any moment of the past (without \`satisfaction\`, and of \`sources\` only those that told nothing for a part of that day, in
\`unheard\`: the rest is only known of now). The page
replays it: a past moment is told as one, with nothing to press that would change the present. A day whose calls are no
longer kept one by one is answered 410 \`no_longer_kept\`; where only agents’ days are gone, \`totals.agents\` is
\`null\` and nobody is said to be missing. Clinics
in trouble then stand by their losses of that instant: with no minute before it, none holds a place it had. \`GET /api/v1/live/calls?clinicId=…\` (or
\`teamId=\`, \`limit=\`) lists the latest calls as \`RecentCallView\`.

\`POST /api/v1/live/concerns/:id/acknowledge\` takes note of a caller who wishes to be called back: the concern leaves
every board. A key needs the scope \`live:write\`.
\`POST /api/v1/live/clinics/:id/claim\` with \`{"by": "Claire"}\` says who deals with a clinic, \`…/release\` that nobody
does any more: both are events of the log (\`trouble.claimed\`, \`trouble.released\`, source \`vigie\`), on every board
within a second. A \`watch\` with \`wall: true\` gets nothing that names a secretary or a caller. With \`byLink: true\` it is let in by the link of a television alone (its cookie), whoever else is signed in with the browser: totals, teams and clinics in trouble of the link’s scope, these by name or by number as the link says; every other section is empty.

**Own figures only.** Of what a board is (\`centre.scope\`) is decided by who asks, never by what is asked for, and all of
it is of that: a board of some *clinics* has their calls alone, in totals, headline, level, day and rows, and names no
secretary, no team, no claim and no queue that the settings do not give to one of them; one of some *teams* has their rows,
members and callers, and no total of calls; one of a *secretary* has her own state, the callers that ring at her, and how
many wait for each team (\`standing\`). Such a board counts its own changes: its \`seq\` is not the tenant's. A filter of
\`watch\` narrows further and opens nothing. What is outside is answered like what does not exist.

Names that end in \`Ms\` are milliseconds, in \`At\` or \`Since\` instants (ms since 1970) unless they are text (ISO 8601).
`;

/** `docs/live.md`: how to follow the stream, and every field of its frames, from the text of the schemas. */
export function liveDoc(schemasText: string): string {
  const file = ts.createSourceFile('live.ts', schemasText, ts.ScriptTarget.Latest, true);
  return `${introduction}\n${file.statements.flatMap(sectionOf).join('\n')}`;
}

/** A schema is told under the name of its type; a type that is no schema's is told as it stands. */
function sectionOf(statement: ts.Statement): string[] {
  if (ts.isTypeAliasDeclaration(statement)) {
    if (/^z\.infer/.test(statement.type.getText())) return [];
    return [section(statement.name.text, statement, bodyOfType(statement.type))];
  }
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.flatMap(schemaSection)
    : [];
}

function schemaSection(declared: ts.VariableDeclaration): string[] {
  const name = declared.name.getText();
  if (declared.initializer === undefined || !/(Schema|Shape)$/.test(name)) return [];
  const shape = shapeOf(declared.initializer);
  if (shape !== undefined && ts.isIdentifier(shape)) return [];
  const body = shape === undefined ? `\`${typeOf(declared.initializer)}\`\n` : table(fieldsOf(shape));
  return [section(typeName(name), declared.parent.parent, body)];
}

function section(name: string, node: ts.Node, body: string): string {
  return `## ${name}\n\n${paragraph(aboutOf(node))}${body}`;
}

function table(fields: readonly Field[]): string {
  const rows = fields.map(({ name, type, about }) => `| \`${name}\` | ${cell(type)} | ${about} |`);
  return `| Field | Type | Meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function bodyOfType(type: ts.TypeNode): string {
  if (!ts.isTypeLiteralNode(type)) return `\`${oneLine(type.getText())}\`\n`;
  const fields = type.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: oneLine(member.type?.getText() ?? ''),
    about: aboutOf(member),
  }));
  return table(fields);
}

/** What an object's fields are written in: of `object({…})`, or a shape that several objects share. */
function shapeOf(node: ts.Expression): ts.Expression | undefined {
  if (ts.isObjectLiteralExpression(node)) return node;
  return called(node) === 'object' ? argumentsOf(node)[0] : undefined;
}

function fieldsOf(shape: ts.Expression): Field[] {
  return ts.isObjectLiteralExpression(shape) ? shape.properties.flatMap(fieldOf) : [];
}

function fieldOf(property: ts.ObjectLiteralElementLike): Field[] {
  const about = aboutOf(property);
  if (ts.isSpreadAssignment(property)) return [spreadField(property.expression)];
  const name = property.name?.getText() ?? '';
  if (!ts.isPropertyAssignment(property)) return [{ name, type: typeOf(property.name), about }];
  const optional = called(property.initializer) === 'z.exactOptional' ? '?' : '';
  return [{ name: `${name}${optional}`, type: typeOf(property.initializer), about }];
}

/** Fields that are told elsewhere, or one for each of several names. */
function spreadField(node: ts.Expression): Field {
  if (called(node) !== 'fields') return { name: '…', type: typeOf(node), about: 'Its fields as well.' };
  const [names, field] = argumentsOf(node);
  const each = names === undefined ? '' : typeOf(names).replace(/\.options$/, '');
  return { name: `[${each}]`, type: field === undefined ? '' : typeOf(field), about: 'One for each.' };
}

const words: Readonly<Record<string, string>> = { text: 'string', flag: 'boolean' };

/** A schema as one would write its type. */
function typeOf(node: ts.Node): string {
  const call = ts.isExpression(node) ? called(node) : undefined;
  if (call === undefined || !ts.isExpression(node)) return nameOf(node);
  const [first] = argumentsOf(node);
  if (first === undefined) return call.replace('z.', '');
  switch (call) {
    case 'z.nullable':
      return `${typeOf(first)} | null`;
    case 'z.exactOptional':
      return typeOf(first);
    case 'list':
      return `${bracketed(typeOf(first))}[]`;
    case 'byKey':
      return `{ [id]: ${typeOf(first)} }`;
    case 'object':
      return `{ ${fieldsOf(first)
        .map(({ name, type }) => `${name}: ${type}`)
        .join('; ')} }`;
    default:
      return choicesOf(first);
  }
}

function nameOf(node: ts.Node): string {
  const name = node.getText();
  return words[name] ?? typeName(name.replace(/^liveStateShape\./, 'LiveState.'));
}

function choicesOf(node: ts.Expression): string {
  if (!ts.isArrayLiteralExpression(node)) return oneLine(node.getText());
  return node.elements.map((choice) => choice.getText()).join(' | ');
}

function bracketed(type: string): string {
  return type.includes(' | ') ? `(${type})` : type;
}

function typeName(schema: string): string {
  const name = schema.replace(/(Schema|Shape)(?=$|\.)/, '');
  return name === schema ? schema : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function called(node: ts.Expression): string | undefined {
  return ts.isCallExpression(node) ? node.expression.getText() : undefined;
}

function argumentsOf(node: ts.Expression): readonly ts.Expression[] {
  return ts.isCallExpression(node) ? node.arguments : [];
}

function aboutOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return oneLine(ts.getTextOfJSDocComment(comment?.comment) ?? '').replaceAll('|', '\\|');
}

function paragraph(text: string): string {
  return text === '' ? '' : `${text}\n\n`;
}

function cell(type: string): string {
  return `\`${type.replaceAll('|', '\\|')}\``;
}

function oneLine(text: string): string {
  return text
    .replaceAll(/readonly /g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^ ?\| /, '')
    .trim();
}
