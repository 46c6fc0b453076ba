import type { TableBlock } from '@vigie/contracts';

import type { GreetingNumbers } from '../figures/report-figures';
import { partOf, span, table, time, type Row } from './counted-rows';
import type { Scene } from './scene';

/** Difficult calls, as who took them says: how many and why, and what came of them beside the others. */
export function difficultBlock(scene: Scene): TableBlock | null {
  const { noted } = scene.figures;
  if (noted === undefined || noted.difficult === 0) return null;
  const said = scene.words.noted.difficult;
  const reason = partOf(scene, noted.difficult);
  const { difficultAngry, difficultDistressed, difficultComplaint, difficultAggressive } = noted;
  const unsaid =
    noted.difficult - difficultAngry - difficultDistressed - difficultComplaint - difficultAggressive;
  const reasons: readonly [string, number][] = [
    [said.angry, difficultAngry],
    [said.distressed, difficultDistressed],
    [said.complaint, difficultComplaint],
    [said.aggressive, difficultAggressive],
    [said.unsaid, unsaid],
  ];
  const others = {
    noted: noted.noted - noted.difficultNoted,
    resolved: noted.notedResolved - noted.difficultResolved,
  };
  return table(scene, { id: 'difficult', ...said }, [
    [said.answered, scene.format.count(noted.answered), ''],
    partOf(scene, noted.answered)(said.difficult, noted.difficult),
    ...reasons.filter(([, count]) => count > 0).map(([label, count]) => reason(label, count)),
    ...(noted.difficultNoted === 0
      ? []
      : [partOf(scene, noted.difficultNoted)(said.resolved, noted.difficultResolved)]),
    ...(others.noted === 0 ? [] : [partOf(scene, others.noted)(said.others, others.resolved)]),
  ]);
}

/** Messages that were passed to the clinic: complete, how far they came, and those that it did not acknowledge. */
export function handoversBlock(scene: Scene): TableBlock | null {
  const { handovers: told } = scene.figures;
  if (told === undefined) return null;
  const said = scene.words.noted.handovers;
  const part = partOf(scene, told.handovers);
  return table(scene, { id: 'handovers', ...said }, [
    [said.all, scene.format.count(told.handovers), ''],
    ...(told.handoversWritten === 0
      ? []
      : [partOf(scene, told.handoversWritten)(said.complete, told.handoversComplete)]),
    part(said.sent, told.handoversSent),
    part(said.delivered, told.handoversDelivered),
    part(said.acknowledged, told.handoversAcknowledged),
    part(said.open, told.handovers - told.handoversAcknowledged),
    ...time(scene, said.toAcknowledged, told.medianToAcknowledgedMs),
    ...(told.referrals === 0
      ? []
      : [
          part(said.referrals, told.referrals),
          partOf(scene, told.referrals)(said.referralsAcknowledged, told.referralsAcknowledged),
        ]),
  ]);
}

/** Calls that were marked urgent: how far each had come, how soon somebody took it, and when 15 or 112 had the caller. */
export function incidentsBlock(scene: Scene): TableBlock | null {
  const { incidents: told } = scene.figures;
  if (told === undefined) return null;
  const said = scene.words.noted.incidents;
  const part = partOf(scene, told.incidents);
  return table(scene, { id: 'incidents', ...said }, [
    [said.all, scene.format.count(told.incidents), ''],
    part(said.ended, told.incidentsEnded),
    ...(told.incidentsEnded === 0
      ? []
      : [partOf(scene, told.incidentsEnded)(said.reviewed, told.incidentsReviewed)]),
    ...soon(scene, said.toTaken, told.incidentTakenMedianMs),
    ...(told.incidentsToEmergency === 0 ? [] : [part(said.toEmergency, told.incidentsToEmergency)]),
    ...soon(scene, said.emergencyAfter, told.incidentToEmergencyMedianMs),
  ]);
}

/** When callers hear the greeting, whether to its end, and who hangs up before, during and after it. */
export function greetingBlock(scene: Scene): TableBlock | null {
  const { greeting } = scene.figures;
  if (greeting === undefined) return null;
  const said = scene.words.noted.greeting;
  const calls = partOf(scene, greeting.greetingCalls);
  const greeted = partOf(scene, greeting.greeted);
  return table(scene, { id: 'greeting', ...said }, [
    [said.calls, scene.format.count(greeting.greetingCalls), ''],
    calls(said.greeted, greeting.greeted),
    ...time(scene, said.toGreeting, greeting.medianToGreetingMs),
    ...at(scene, said.toGreetingP90, greeting.p90ToGreetingMs),
    ...(greeting.greetedAfterOther === 0 ? [] : [greeted(said.afterOther, greeting.greetedAfterOther)]),
    greeted(said.heardToEnd, greeting.heardToEnd),
    calls(said.before, greeting.hungUpBefore),
    calls(said.during, greeting.hungUpDuring),
    calls(said.after, greeting.hungUpAfter),
    ...announced(scene, greeting),
  ]);
}

function announced(scene: Scene, { waitsAnnounced, ...error }: GreetingNumbers): Row[] {
  if (waitsAnnounced === 0) return [];
  const said = scene.words.noted.greeting;
  return [
    [said.announced, scene.format.count(waitsAnnounced), ''],
    ...at(scene, said.announcedP50, error.announcedErrorP50Ms),
    ...at(scene, said.announcedP90, error.announcedErrorP90Ms),
  ];
}

const at = ({ format }: Scene, label: string, ms: number | null): Row[] =>
  ms === null ? [] : [[label, span(format, ms), '']];

const hourMs = 3_600_000;

/** The time that half of them did not pass, to the second within an hour: of urgent calls each counts. */
function soon({ words, format }: Scene, label: string, ms: number | null): Row[] {
  if (ms === null) return [];
  return [[words.done.half(label), ms < hourMs ? format.duration(ms) : span(format, ms), '']];
}
