/**
 * SQL for an instant as whole ms since 1970 (bigint); null where the expression is. Written by way of UTC, since a
 * function that asks for the session's zone may not stand in the RETURNING of a table that is spread over databases.
 */
export const msOf = (timestamptz: string): string =>
  `(extract(epoch FROM ${timestamptz} AT TIME ZONE 'UTC') * 1000)::bigint`;
