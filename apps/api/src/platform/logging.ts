import type { LoggerService } from '@nestjs/common';
import { destination, pino, type DestinationStream, type Logger } from 'pino';

const longestText = 2_000;
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b(v[gsl])_[\w.-]+_[\w-]{16,}/g, '$1_[key]'],
  [/\b(Bearer)\s+[\w.~+/=-]+/gi, '$1 [key]'],
  [/\b(postgres(?:ql)?|rediss?|smtps?):\/\/[^\s"']+/gi, '$1://[address]'],
  [/\+\d{8,15}\b/g, '[number]'],
  [/\b0\d(?:[ .-]?\d\d){4}\b/g, '[number]'],
];

/**
 * Takes keys, tokens, addresses of servers and telephone numbers out of a text and cuts what is longer than 2,000 characters.
 * Line breaks need no care: each line of the log is one JSON object.
 */
export function redact(text: string): string {
  const clean = secrets.reduce((rest, [pattern, shown]) => rest.replace(pattern, shown), text);
  return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
}

/** The process's log: one JSON object a line, on stderr unless told otherwise. */
export function createLogger(level: string, out: DestinationStream = destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map(redactDeep) as typeof args);
        },
      },
    },
    out,
  );
}

/** Lets Nest and everything that uses its `Logger` write to our log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const fields = Object.fromEntries(rest.filter((text) => typeof text === 'string').map(named));
    if (message instanceof Error) this.logger[level]({ ...fields, ...errorFields(message) }, message.message);
    else if (typeof message === 'object') this.logger[level]({ ...fields, ...message });
    else this.logger[level](fields, `${message as string | number}`);
  }
}

/** Nest puts a stack before the name of the part that speaks, and leaves out either. */
function named(text: string): [name: 'stack' | 'context', text: string] {
  return [/\n\s+at /.test(text) ? 'stack' : 'context', text];
}

/** An error as the log shows it: its name, its text and where it happened; not what a driver hangs on it. */
export function errorFields(error: Error): Readonly<Record<string, string>> {
  return { error: error.name, stack: error.stack ?? '' };
}

function redactDeep(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (value instanceof Error) return redactDeep({ message: value.message, ...errorFields(value) });
  if (Array.isArray(value)) return value.map(redactDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, redactDeep(held)]));
}
