import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiDefaultResponse, ApiResponse } from '@nestjs/swagger';
import { problemViewSchema } from '@vigie/contracts';
import { z } from 'zod';

type Schema = z.core.$ZodType;
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What an operation answers beside its JSON: a type of file and what is in it. */
type Files = Readonly<
  Record<string, { readonly schema: { readonly type: 'string'; readonly format?: string } }>
>;
type About = Readonly<{ status?: number; description?: string; files?: Files }>;

/** What a route answers, for the OpenAPI file: the schema of the contract, and a problem for every failure. */
export function Answers(
  schema: Schema,
  { status = 200, description = '', files }: About = {},
): MethodDecorator {
  const content = { 'application/json': { schema: jsonSchemaOf(schema, 'output') }, ...files };
  return applyDecorators(ApiResponse({ status, description, content }), Problems());
}

/** A route that answers nothing, 204. */
export function AnswersNothing(): MethodDecorator {
  return applyDecorators(ApiResponse({ status: 204, description: 'Done.' }), Problems());
}

/** What a route takes, for the OpenAPI file. */
export function Takes(schema: Schema): MethodDecorator {
  return ApiBody({ schema: jsonSchemaOf(schema, 'input') });
}

/** A status that a route refuses with, and why. */
export function Refuses(status: number, description: string): MethodDecorator {
  return ApiResponse({ status, description, content: problemContent() });
}

/** A route of figures: it tells none of a time of which some calls are still being brought in. */
export const RefusesHalfAPast = (): MethodDecorator =>
  Refuses(
    503,
    '`past_is_loading`: some of the past that it is of is still being loaded; `progress` says how much is there, of 1.',
  );

/** A route that answers so many requests and no more. */
export function RefusesTooMany(): MethodDecorator {
  return ApiResponse({
    status: 429,
    description: '`too_many_requests`: by person, key or network address; nothing was done.',
    headers: {
      'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
    },
    content: problemContent(),
  });
}

function Problems(): MethodDecorator {
  const description = 'A problem; its `code` is stable, for programs.';
  return ApiDefaultResponse({ description, content: problemContent() });
}

function problemContent(): { readonly [type: string]: { readonly schema: object } } {
  return { 'application/problem+json': { schema: jsonSchemaOf(problemViewSchema, 'output') } };
}

/** A schema as an OpenAPI file says it. More fields may come with a later version: none is forbidden there. */
export function jsonSchemaOf(schema: Schema, io: 'input' | 'output'): object {
  const said = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    reused: 'inline',
    override: ({ jsonSchema }) => trim(jsonSchema, io),
  });
  delete said.$schema;
  return said;
}

/** Takes out what a reader of the file has no use for. */
function trim(said: JsonSchema, io: 'input' | 'output'): void {
  delete said['readOnly'];
  if (io === 'output' && said['additionalProperties'] === false) delete said['additionalProperties'];
  if (said['maximum'] === Number.MAX_SAFE_INTEGER) delete said['maximum'];
  if (said['minimum'] === Number.MIN_SAFE_INTEGER) delete said['minimum'];
  if (said['format'] !== undefined) delete said['pattern'];
}
