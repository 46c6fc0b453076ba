/** A request of the spec that holds every answer against the OpenAPI file, and what it is answered. */
export type Asked = Readonly<{
  path: string;
  status?: number;
  type?: string;
  /** An empty one is not sent. */
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}>;
