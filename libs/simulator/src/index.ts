export { mainSource, catalanSource } from './centre/clinics';
export { plainConditions, type DayConditions } from './day/conditions';
export { planDay, type DayPlan, type DayPlanOptions } from './day/day-plan';
export { playDay } from './day/play-day';
export { demoSettings } from './demo-settings';
export { pastBegins, wasClient } from './history/script';
export { openRecorder, type RecordedDay, type Recorder, type SimulatedRecord } from './history/recorder';
export { isPublicHoliday, isWorkingDay } from './holidays';
export { isClinicTold, repliesOf, type SimulatedReplies } from './day/followups';
export type { IncomingEvent } from './incoming-event';
export { openLiveCentre, type LiveCentre } from './live-centre';
export {
  addDays,
  dayBase,
  demoTimezone,
  localDateOf,
  wallClockMsOf,
  weekdayOf,
  type LocalDate,
} from './local-date';
export { openPlayback, type Playback } from './playback';
export { toQueueLog } from './queue-log';
export { createRandom, type Random } from './random';
export { exerciseAt, exerciseDay, firstShiftMinute, sceneDay, sceneNames, type SceneName } from './scenes';
export { scriptedDay, simulateDays, tailDays, type SimulationOptions } from './simulate-days';
