/** What a template says in its language. */
export type TemplateWords = Readonly<{
  greeting: string;
  disclosure: string;
  opening: string;
  emergency: string;
  /** By id: name, kind and text. */
  paths: readonly (readonly [string, string, 'specific' | 'general', string])[];
  /** By id: what callers ask everywhere; the answers are the clinic's to give. */
  questions: readonly (readonly [string, string])[];
}>;
