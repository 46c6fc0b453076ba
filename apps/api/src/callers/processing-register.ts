import type { Permission } from '../access/permissions';
import { idleMs, longestMs } from '../access/sessions/session-authority';
import { listKeptMs } from '../callbacks/campaigns/list-erasure';
import { keptDays } from '../intake/quarantine';
import { resolveRetention } from '../settings/retention';
import { invitationKeptMs } from '../surveys/invitation';

const { callMonths, agentMonths, auditMonths } = resolveRetention({}, []);
const dayMs = 86_400_000;
const days = (ms: number): string => `${Math.round(ms / dayMs)} days`;

/** What is done with data of persons, and why: one line of the register. */
export type Processing = {
  readonly what: string;
  readonly whose: string;
  readonly why: string;
  readonly data: string;
  readonly kept: string;
  /** Who of the centre reads it is whoever these let. */
  readonly read: readonly Permission[];
};

/** Everything of persons that is stored, in the order in which it comes about. */
export const register: readonly Processing[] = [
  {
    what: 'Calls and what telephone systems tell of them',
    whose: 'callers',
    why: 'to see who waits, to measure how the clinics are reached, to call back whom nobody answered',
    data: 'a keyed hash of the number (the key is to be changed each year), the number without its last four digits, instants, clinic, queue, language, a reason from a list',
    kept: `${callMonths} months, or less by the settings or by the shortest promise of a clinic; the sums stay, of nobody`,
    read: ['board.see', 'calls.see', 'callbacks.work', 'callers.see', 'frequent.see'],
  },
  {
    what: 'Urgent calls and what supervisors did about them',
    whose: 'callers; supervisors',
    why: 'that each urgent call is looked after, ended and reviewed',
    data: 'the call, when it was marked, who took, ended and reviewed it and when, how it ended (a word of a list), notes of 280 characters from which names and numbers are taken out',
    kept: `as long as the call: ${callMonths} months, or less by the settings`,
    read: ['incidents.see'],
  },
  {
    what: 'Which numbers many people call from',
    whose: 'nursing homes, pharmacies and the like; callers of whom it was asked',
    why: 'that what one of them is owed is not closed by a call of another',
    data: 'a keyed hash of the number, whose it is (a word of a list, or one caller’s own), who said so and when',
    kept: 'as long as a call from the number',
    read: ['numbers.share'],
  },
  {
    what: 'Numbers of who is to be called back, on a clinic’s recorded instruction alone',
    whose: 'callers of that clinic',
    why: 'to call back whom nobody answered, without looking for the number elsewhere',
    data: 'the number, sealed under a key that is in no table; in no backup',
    kept: 'until the call back is closed, 7 days after it was due at the latest; ten minutes after a call that opened nothing',
    read: ['callbacks.number'],
  },
  {
    what: 'Calls to patients that are planned, and what they answer after a discharge',
    whose: 'patients',
    why: 'to call them in time, and to have their clinic telephoned where not all is well; each clinic switches it on',
    data: 'the clinic’s own word for the patient, the pseudonym of the number where it is known, the kind of call and its days, five answers of yes, no or unsure (data of health); no name, no number and no text',
    kept: `${callMonths} months, or less by the settings`,
    read: ['callbacks.work'],
  },
  {
    what: 'Messages for clinics, by how far they came',
    whose: 'callers',
    why: 'that none is lost on its way, and one that sends a patient on to a doctor goes first',
    data: 'the word by which the clinic finds the message, the names of the fields that are filled in, instants; nothing of what it says',
    kept: 'as long as its call',
    read: ['metrics.see'],
  },
  {
    what: 'What secretaries do, by the minute',
    whose: 'secretaries',
    why: 'to plan who is there; figures of persons are off until staff and their representatives were informed',
    data: 'log-ins, pauses with their reason, talk and wrap-up, calls taken',
    kept: `${agentMonths} months, or less by the settings`,
    read: ['agents.see'],
  },
  {
    what: 'What patients answer to a survey',
    whose: 'patients who were asked',
    why: 'to measure satisfaction for the clinic',
    data: 'marks, with the call they are about; no number and no name',
    kept: `with their call, ${callMonths} months at most; what was published stays as sums of ten and more`,
    read: ['satisfaction.see'],
  },
  {
    what: 'What patients write',
    whose: 'patients who were asked',
    why: 'to be read by the clinic, scrubbed of names and numbers',
    data: 'a text, sealed, outside of the log',
    kept: `as long as the patient’s page promises, ${callMonths} months at most`,
    read: ['comments.see'],
  },
  {
    what: 'Invitations to a survey',
    whose: 'patients who are asked',
    why: 'to send the link, to ask nobody too often, to keep a refusal',
    data: 'the address until it is sent; after it a mark of it, made slowly under a key. A refusal stays, as a mark, until it is taken back',
    kept: days(invitationKeptMs),
    read: ['surveys.invite'],
  },
  {
    what: 'Lists of campaigns',
    whose: 'patients whom a clinic has called',
    why: 'to offer them what the clinic ordered, with their consent',
    data: 'a keyed hash of the number, the number without its last four digits, the clinic’s own reference, consent; what was answered',
    kept: `${days(listKeptMs)} after the end of the campaign; the sums stay, of nobody`,
    read: ['callbacks.work'],
  },
  {
    what: 'Who is not to be called for campaigns',
    whose: 'callers who said so',
    why: 'that no later list has them called again',
    data: 'a keyed hash of the number and the clinic',
    kept: 'for good, after an erasure too',
    read: [],
  },
  {
    what: 'Events that were refused',
    whose: 'callers',
    why: 'to mend what a telephone system sends wrong',
    data: 'the event as it came, encrypted',
    kept: `${keptDays} days`,
    read: [],
  },
  {
    what: 'Accounts',
    whose: 'who signs in',
    why: 'to let in whoever may, and nobody else',
    data: 'name, e-mail address, language, roles; a hash of the password, the second factor sealed, public keys of passkeys',
    kept: 'until the account is ended; then the name stays for what was done under it',
    read: ['people.see'],
  },
  {
    what: 'What people keep for themselves: named views of history, histories by e-mail',
    whose: 'who signs in',
    why: 'to find again what they look at often',
    data: 'a name in their words, which clinics, hours and range it shows; nothing of a call',
    kept: 'until they delete it, or within a minute of the end of the account',
    read: [],
  },
  {
    what: 'Sessions',
    whose: 'who signs in',
    why: 'to stay signed in, and to see where one is',
    data: 'a hash of the token, the kind of browser, when it was used',
    kept: `${Math.round(idleMs / 3_600_000)} hours unused, ${days(longestMs)} at most; forgotten thirty days later`,
    read: ['people.see'],
  },
  {
    what: 'Who did what',
    whose: 'who signs in, programs, whoever runs the machine',
    why: 'to show who read, changed or took out data of persons',
    data: 'who, what, when, of which network; never a caller’s number',
    kept: `${auditMonths} months, never less than the calls it is about`,
    read: ['audit.see'],
  },
  {
    what: 'Who changed settings, proposed or answered a change, planned a day of staff',
    whose: 'who signs in',
    why: 'to say under whose name a setting holds; how many are planned or missing is a number, of nobody',
    data: 'the name, when, what stood before and after, the reason or answer in their words',
    kept: 'as long as the settings it explains',
    read: ['settings.see'],
  },
  {
    what: 'Who wrote and approved the sheet of a clinic, asked for a change of it and answered',
    whose: 'who signs in, and whoever of a clinic approves it by the link of a letter',
    why: 'to say under whose name something is said for a clinic',
    data: 'the name, when, their words to the other side',
    kept: 'as long as the version of the sheet; a request two years after it was answered',
    read: ['sheets.see'],
  },
  {
    what: 'Up to which version somebody has read a sheet',
    whose: 'secretaries, supervisors',
    why: 'to show everybody what changed since, and to know whether a change has arrived',
    data: 'the number of the last version they said to have read, and when; no history, and not what they look up',
    kept: '12 months, and no longer than the account',
    read: ['agents.see'],
  },
  {
    what: 'Who was erased',
    whose: 'callers',
    why: 'that a backup which is restored does not bring them back',
    data: 'hashes and marks, in a file outside of the database and its backups',
    kept: 'as long as the centre is on this server',
    read: ['erasures.see'],
  },
];
