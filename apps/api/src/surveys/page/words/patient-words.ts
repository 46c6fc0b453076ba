/** One page that says one thing. */
export type Notice = { readonly title: string; readonly text: string };

/**
 * Everything the patient's page says in one language, beside the questions. `{clinic}`, `{controller}`, `{centre}`,
 * `{months}`, `{date}` and `{contact}` are filled in.
 */
export type PatientWords = {
  /** The language's own name. */
  readonly name: string;
  readonly chooseLanguage: string;
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly inShort: string;
  readonly toRights: string;
  readonly commentMost: string;
  readonly callbackConsent: string;
  readonly emergency: string;
  /** Beside the first question, whose answer is sent by being pressed. */
  readonly tap: string;
  readonly saved: string;
  /** What is offered once something was answered. */
  readonly more: { readonly title: string; readonly text: string; readonly send: string };
  readonly send: string;
  readonly until: string;
  readonly nothingChosen: string;
  readonly rights: {
    readonly heading: string;
    readonly who: string;
    readonly why: string;
    readonly what: string;
    readonly kept: string;
    readonly free: string;
    readonly contact: string;
    readonly authority: string;
  };
  readonly refuse: { readonly heading: string; readonly text: string; readonly button: string };
  readonly thanks: Notice;
  /** To somebody who was not satisfied and asked to be called. */
  readonly called: Notice;
  readonly used: Notice;
  readonly late: Notice;
  readonly forged: Notice;
  readonly refused: Notice;
  readonly tooMany: Notice;
  readonly failed: Notice;
};
