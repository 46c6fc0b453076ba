import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';

import { APP_CONFIG, type AppConfig, type SmtpConfig } from '../platform/config';

/** A message as it is handed to the mail server. Plain text: what is sent asks nothing of the reader's machine. */
export type Mail = Readonly<{
  to: string;
  subject: string;
  text: string;
  /** Identifies the message: sent twice under one id, a mail server may see that it is the same. */
  id?: string;
  headers?: Readonly<Record<string, string>>;
  attachments?: readonly Readonly<{ filename: string; content: Buffer; contentType: string }>[];
}>;

/** What became of a message: taken, refused for good, or not now. */
export type MailOutcome = 'accepted' | 'refused' | 'unavailable';

const timeoutMs = 15_000;

/** Sends mail through the configured server. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly smtp: SmtpConfig | undefined;
  private transport: Transporter | undefined;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    this.smtp = config.smtp;
  }

  /** Whether there is a mail server at all. */
  get isConfigured(): boolean {
    return this.smtp !== undefined;
  }

  /** Hands a message over; never rejects, and never tells the address or the server's words. */
  async send(mail: Mail): Promise<MailOutcome> {
    const { smtp } = this;
    if (smtp === undefined) return 'unavailable';
    const { id, to, subject, text, headers, attachments } = mail;
    try {
      await this.open(smtp).sendMail({
        from: smtp.from,
        // An object is never read as a list of several addresses.
        to: { name: '', address: to },
        subject,
        text,
        ...(id !== undefined && { messageId: `<${id}@${domainOf(smtp.from)}>` }),
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
        attachments: (attachments ?? []).map((attachment) => ({ ...attachment })),
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return 'accepted';
    } catch (error) {
      return isRefusal(error) ? 'refused' : 'unavailable';
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  private open(smtp: SmtpConfig): Transporter {
    return (this.transport ??= createTransport({
      ...serverOf(smtp.url),
      pool: true,
      maxConnections: 3,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    }));
  }
}

/** `smtps://` is encrypted from the first byte; `smtp://` must turn to encryption unless the server is this machine. */
function serverOf(text: string) {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/gu, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isHere,
    ignoreTLS: !secure && isHere,
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
  };
}

function domainOf(from: string): string {
  return /@([\w.-]+)/u.exec(from)?.[1] ?? 'localhost';
}

/** A 5xx about this very message. A refused password or a server that is away is the operator's to mend: later. */
function isRefusal(error: unknown): boolean {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
  return code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500;
}
