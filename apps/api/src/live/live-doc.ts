import ts from 'typescript';

type Field = { readonly name: string; readonly type: string; readonly about: string };

const introduction = `# The live stream

<!-- Written by \`npm run docs\` from libs/contracts/src/live.ts: change it there. -->

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

Without a key only programs and pages of the same machine may connect; another one sends \`Authorization: Bearer …\`
with a key that may read (\`metrics:read\`) in the handshake. A \`watch\` may name a \`tenant\`. A refused handshake is a
403 or a \`connect_error\`; a refused \`watch\` is an event \`refused\` with the reason.

\`GET /api/v1/live\` is the snapshot as JSON; \`?at=2026-03-02T09:15:00+01:00\` folds the facts that happened until then,
at any moment of the past (without \`sources\` and \`satisfaction\`, which are only known of now). \`GET /api/v1/live/calls?clinicId=…\` (or
\`teamId=\`, \`limit=\`) lists the latest calls as \`RecentCallView\`.

\`POST /api/v1/live/concerns/:id/acknowledge\` takes note of a caller who wishes to be called back: the concern leaves
every board. From the same machine, or with a key that may (\`live:write\`).
\`POST /api/v1/live/clinics/:id/claim\` with \`{"by": "Claire"}\` says who deals with a clinic, \`…/release\` that nobody
does any more: both are events of the log (\`trouble.claimed\`, \`trouble.released\`, source \`vigie\`), on every board
within a second. A \`watch\` with \`wall: true\` gets nothing that names a secretary or a caller.

Names that end in \`Ms\` are milliseconds, in \`At\` or \`Since\` instants (ms since 1970) unless they are text (ISO 8601).
`;

/** `docs/live.md`: how to follow the stream, and every field of its frames, from the text of the types. */
export function liveDoc(typesText: string): string {
  const file = ts.createSourceFile('live.ts', typesText, ts.ScriptTarget.Latest, true);
  const sections = file.statements.flatMap((statement) => {
    if (!ts.isTypeAliasDeclaration(statement)) return [];
    return [`## ${statement.name.text}\n\n${paragraph(aboutOf(statement))}${bodyOf(statement.type)}`];
  });
  return `${introduction}\n${sections.join('\n')}`;
}

function bodyOf(type: ts.TypeNode): string {
  const fields = fieldsOf(type);
  if (fields.length === 0) return `\`${oneLine(type.getText())}\`\n`;
  const rows = fields.map(({ name, type: of, about }) => `| \`${name}\` | ${cell(of)} | ${about} |`);
  return `| Field | Type | Meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** The fields of an object type; a type it is joined with is told as a row of its own. */
function fieldsOf(type: ts.TypeNode): Field[] {
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(joinedFields);
  return ts.isTypeLiteralNode(type) ? type.members.flatMap(memberOf) : [];
}

function joinedFields(type: ts.TypeNode): Field[] {
  if (ts.isTypeLiteralNode(type)) return type.members.flatMap(memberOf);
  return [
    {
      name: '…',
      type: oneLine(type.getText()),
      about: ts.isMappedTypeNode(type) ? '' : 'Its fields as well.',
    },
  ];
}

function memberOf(member: ts.TypeElement): Field[] {
  if (!ts.isPropertySignature(member) || member.type === undefined) return [];
  const optional = member.questionToken === undefined ? '' : '?';
  return [
    {
      name: `${member.name.getText()}${optional}`,
      type: oneLine(member.type.getText()),
      about: aboutOf(member),
    },
  ];
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
