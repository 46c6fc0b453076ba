export { firstShiftMinute, exerciseAt, exerciseDay, sceneDay, sceneNames, type SceneName } from './scenes';
export { planDay, type DayPlan, type DayPlanOptions } from './day/day-plan';
export { plainConditions, type DayConditions } from './day/conditions';
export { playDay } from './day/play-day';
export { demoSettings } from './demo-settings';
export { isPublicHoliday } from './holidays';
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
export { toQueueLog } from './queue-log';
export { createRandom, type Random } from './random';
export {
  mergeDays,
  scriptedDay,
  scriptedDays,
  simulateDays,
  tailDays,
  type SimulationOptions,
} from './simulate-days';
