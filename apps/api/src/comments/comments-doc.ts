import { commentThemeNames, commentThemes, type SurveyLanguage, surveyLanguages } from '@vigie/contracts';

import { defaultWords } from './themes/match-themes';

const introduction = `# Comments

<!-- Written by \`npm run docs\` from apps/api/src/comments: change it there. -->

What a patient writes is taken out of its event at the door, scrubbed of names, numbers, addresses and dates, sealed, and
kept apart from the log ([ADR 0042](adr/0042-comments-apart-and-never-understood.md)). It is told only with the
published satisfaction of its month, on ten answers or more.

- \`GET /api/v1/comments?month=2026-10&clinicId=…\` lists the comments of a published month (\`surveyChannel=\` where callers
  were asked in several ways); \`GET /api/v1/comments/log\` what was done to them.
- \`POST /api/v1/comments/:id/hide\` (\`{"reason":"personal"}\`), \`…/show\`, \`DELETE /api/v1/comments/:id\`: a key
  needs the scope \`comments:write\`. A hidden comment is quoted nowhere; an erased one is gone.
- Positive is a rating of 4 or 5, negative 1 or 2. Nothing is read into the words.

## Themes

A comment is of a theme when it holds one of its words: whole words, without accents; \`*\` stands for any ending, several
words for words that follow each other. The list of the survey's language is used, all four where it is not known. The
settings put their own in place of any list, or add a theme:

\`\`\`yaml
centre:
  survey:
    themes:
      waiting: { fr: [attente*, file, musique] }
      parking: { fr: [parking, 'se gar*'], en: [parking] }
\`\`\`
`;

/** `docs/comments.md`: how comments are kept and told, and every word that names a theme. */
export function commentsDoc(): string {
  return `${introduction}\n${surveyLanguages.map(wordsOf).join('\n')}`;
}

function wordsOf(language: SurveyLanguage): string {
  const rows = commentThemes.map(
    (theme) =>
      `| \`${theme}\` | ${commentThemeNames[theme][language]} | ${defaultWords[language][theme].join(', ').replaceAll('*', '\\*')} |`,
  );
  return `### ${language}\n\n| Theme | Name | Words |\n|---|---|---|\n${rows.join('\n')}\n`;
}
