/** Where something stands in a settings document, such as `['clinics', 3, 'hours', 'week', 'mon', 0]`. */
export type SettingsPath = readonly (string | number)[];

/** Something wrong with a settings document. */
export type SettingsFault = { readonly path: SettingsPath; readonly message: string };

/** Something wrong with a settings file, as told to the person who wrote it. Lines count from 1. */
export type SettingsProblem = {
  readonly line: number | null;
  readonly where: string;
  readonly message: string;
};

/** `line 12, clinics[3].hours: overlaps 08:00-12:00` */
export function describeProblem({ line, where, message }: SettingsProblem): string {
  const place = [line === null ? '' : `line ${line}`, where].filter((part) => part !== '').join(', ');
  return place === '' ? message : `${place}: ${message}`;
}

/** `clinics[3].hours.week.mon[0]` */
export function pathText(path: SettingsPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** What is said of a file that holds nothing: it may as well be the wrong one. */
export const emptyFile: SettingsProblem = {
  line: null,
  where: '',
  message: 'the file is empty: nothing is taken away unless it says {}',
};

/** As they stand in the file; what has no line comes last. */
export function inOrderOfLines(problems: readonly SettingsProblem[]): readonly SettingsProblem[] {
  const place = ({ line }: SettingsProblem): number => line ?? Number.MAX_SAFE_INTEGER;
  return problems.toSorted((a, b) => place(a) - place(b));
}
