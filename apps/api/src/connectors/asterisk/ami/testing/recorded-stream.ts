import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A recording of a real Asterisk: `queue_log.0`, `queue_log`, `ami.txt.gz`, `asterisk-says.jsonl.gz`, `expected-ami.json`. It is not in this repository. */
export const recordingFolder = process.env['VIGIE_ASTERISK_RECORDING'] ?? '';
export const isRecordingThere = existsSync(join(recordingFolder, 'ami.txt.gz'));

/** The text of one of its packed files. */
export const recordedText = (name: string): string =>
  gunzipSync(readFileSync(join(recordingFolder, name))).toString('utf8');

/** The stream of the manager interface as it came, connection by connection. */
export function recordedConnections(): { readonly at: number; readonly text: string }[] {
  return recordedText('ami.txt.gz')
    .split(/^# connected /mu)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const [at = '', ...banner] = head.split(' ');
      const rest = lines.filter((line) => !line.startsWith('# ')).join('\r\n');
      return { at: Date.parse(at), text: `${banner.join(' ')}\r\n${rest}\r\n` };
    });
}
