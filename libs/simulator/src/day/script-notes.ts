import { generalPath, scriptHabitsOf } from '../centre/script-habits';
import { secondMs } from '../local-date';
import { emitCall, type Agent, type Floor, type SimCall } from './floor';

const proposedShare = 0.2;
/** A path is chosen so long after the bridge. */
const chosenAfterMs = 6 * secondMs;
const shortestLookUpMs = 2 * secondMs;

/** What a secretary notes of the script while she speaks: its path, and whether she found the procedure unclear. */
export function followScript(floor: Floor, call: SimCall, agent: Agent, talkMs: number): void {
  const { notes } = floor.chances;
  const { clinic, reason } = call.caller;
  const habits = scriptHabitsOf(clinic.id);
  const paths = habits.paths[reason.code] ?? [generalPath];
  const pathId = paths[Math.floor(notes.between(0, paths.length))] ?? generalPath;
  const isUnclear = notes.chance(habits.unclearShare);
  note(floor, call, agent, {
    inMs: Math.min(chosenAfterMs, talkMs * 0.3),
    type: 'script.path_selected',
    data: { pathId },
  });
  if (isUnclear) note(floor, call, agent, { inMs: talkMs * 0.6, type: 'script.unclear', data: { pathId } });
}

/** The secretary looks the answer up; the one of Radiologie Sud on preparing a scan is far too long. */
export function lookUp(floor: Floor, call: SimCall, agent: Agent, talkMs: number): void {
  const { talk: chance, notes } = floor.chances;
  const { clinic } = call.caller;
  const { entries, missed, missedShare, slowness } = scriptHabitsOf(clinic.id);
  const overlong = clinic.id === 'radiologie-sud' && chance.chance(0.4);
  const nth = overlong ? 0 : Math.floor(chance.between(0, entries.length));
  const entryId = overlong ? 'preparation-scanner' : (entries[nth] ?? '');
  const seconds = overlong ? chance.logNormal(48, 0.3) : slowness * chance.logNormal(9, 0.5);
  const elapsedMs = Math.round(seconds * secondMs);
  const found = !chance.chance(missedShare);
  const question = notes.weighted(missed);
  const isProposed = notes.chance(proposedShare);
  const searchedAfter = talkMs * 0.2;
  const endedAfter = searchedAfter + Math.min(shortestLookUpMs, talkMs * 0.1);
  note(floor, call, agent, { inMs: searchedAfter, type: 'faq.searched', data: {} });
  if (found)
    return note(floor, call, agent, { inMs: endedAfter, type: 'faq.opened', data: { entryId, elapsedMs } });
  note(floor, call, agent, { inMs: endedAfter, type: 'faq.missed', data: { question, elapsedMs } });
  if (isProposed)
    note(floor, call, agent, { inMs: endedAfter + secondMs, type: 'faq.proposed', data: { question } });
}

type Note = {
  readonly inMs: number;
  readonly type:
    'script.path_selected' | 'script.unclear' | 'faq.searched' | 'faq.opened' | 'faq.missed' | 'faq.proposed';
  readonly data: { readonly [field: string]: unknown };
};

/** So long from now on, if the call still goes on then. */
function note(floor: Floor, call: SimCall, agent: Agent, { inMs, type, data }: Note): void {
  floor.agenda.plan(floor.agenda.now() + inMs, () => {
    if (call.state === 'talking') emitCall(floor, call, type, { agentId: agent.member.id, ...data });
  });
}
