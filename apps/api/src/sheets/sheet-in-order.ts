import { basicNames, type Sheet } from '@vigie/contracts';

/** The database keeps fields in an order of its own; files and pages have them as the sheet does. */
export function inOrder(sheet: Sheet): Sheet {
  const { language, service, greeting, disclosure, opening, emergency, paths, basics, answers } = sheet;
  return {
    language,
    service,
    greeting: { text: greeting.text, seconds: greeting.seconds, comesFirst: greeting.comesFirst },
    disclosure,
    opening: { kind: opening.kind, text: opening.text },
    emergency,
    paths: paths.map(({ id, name, kind, text }) => ({ id, name, kind, text })),
    basics: Object.fromEntries(
      basicNames.map((name) => {
        const { text, reviewedOn, reviewBy } = basics[name];
        return [name, { text, reviewedOn, reviewBy }];
      }),
    ) as Sheet['basics'],
    answers: answers.map(({ id, question, text, reviewedOn, reviewBy }) => ({
      id,
      question,
      text,
      reviewedOn,
      reviewBy,
    })),
  };
}
