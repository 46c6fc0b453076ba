import { inject, Service } from '@angular/core';
import type { CallbackStep, CallbackView, FollowupType } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import type { WordKey } from '../words/dictionary';
import { Words } from '../shell/words';
import { frFollowups } from '../words/fr-followups';
import { foremostCause, isAlert, isHeld, isLate, wishLeft } from './callback-order';

export type DueText = {
  readonly level: 'late' | 'soon' | 'fine';
  readonly first: string;
  readonly second: string;
};

const minuteMs = 60_000;
const hourMinutes = 60;
const soonMs = 15 * minuteMs;
const dayMs = 86_400_000;
const weekdaysAhead = 6 * dayMs;
const weekdaysBack = 3 * dayMs;
const monthMs = 30.44 * dayMs;
/** As many tries as are usual; more are counted without it. */
const usualTries = 3;

/** What the list says of a patient, in words. */
@Service()
export class CallbackTexts {
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);

  due(one: CallbackView, now: number): DueText {
    const due = Date.parse(one.dueAt);
    const time = this.moment(due, now);
    if (isLate(one, now)) {
      const first = this.words.t('callbacks.late', { age: this.lateness(now - due) });
      return { level: 'late', first, second: this.words.t('callbacks.promisedBy', { time }) };
    }
    const second = one.promised ? this.words.t('callbacks.promise') : this.ends(one, now);
    if (due < now) return { level: 'soon', first: this.targetPast(one), second };
    const first =
      due - now < soonMs
        ? this.words.t('callbacks.within', { age: this.formats.age(due - now) })
        : this.words.t('callbacks.before', { time });
    return { level: due - now < soonMs ? 'soon' : 'fine', first, second };
  }

  /** By what a patient is known: a masked number, or the clinic's own word for a call that is planned. */
  who({ followup, mask }: CallbackView): string {
    if (followup !== null) {
      const known = [followup.reference, mask?.replaceAll(' ', '\u00a0') ?? null].filter(
        (part) => part !== null,
      );
      return known.length === 0 ? this.words.t('callbacks.noReference') : known.join(' · ');
    }
    return mask ?? this.words.t('callbacks.withheld');
  }

  /** What a planned call is for; a type of the centre's own is told as it is sent. */
  followupType(type: string): string {
    return type in frFollowups.types
      ? this.words.t(`followups.types.${type as FollowupType | 'clinic_alert'}`)
      : type;
  }

  reason({ followup, reason }: CallbackView): string {
    if (followup !== null) return this.followupType(followup.type);
    return reason ?? this.words.t('callbacks.unknownReason');
  }

  /** Which try of the patient it is. */
  patient({ calls, alone, mask, followup }: CallbackView): string {
    if (followup !== null) return this.words.t('followups.one');
    if (alone) return this.words.t(mask === null ? 'callbacks.withheld' : 'callbacks.shared');
    return this.words.nth('callbacks.calls', calls);
  }

  /** `hier 17 h 48 → 8 h 36` */
  calls({ openedAt, latestCallAt, followup }: CallbackView, now: number): string {
    if (followup !== null)
      return this.words.t('followups.plannedAt', { time: this.moment(Date.parse(followup.plannedAt), now) });
    const [first, last] = [Date.parse(openedAt), Date.parse(latestCallAt)];
    const since = this.moment(first, now);
    return last - first < minuteMs ? since : `${since} → ${this.moment(last, now)}`;
  }

  why(one: CallbackView): string {
    return this.words.t(`callbacks.causes.${foremostCause(one)}`);
  }

  tried({ tries, latestTry }: CallbackView): string {
    if (latestTry === null || tries === 0) return '';
    const outcome = this.outcome(latestTry.outcome);
    // Kept on the list until its deadline: only then it counts as never reached.
    const tried = this.words.t('callbacks.tried', { nth: nthOf(tries), outcome });
    return tries < usualTries ? tried : this.words.t('callbacks.triedAll', { tried });
  }

  /** Who is on it; empty when nobody is. */
  holder(one: CallbackView, me: string, now: number): string {
    const { claim } = one;
    if (claim === null || !isHeld(one, now)) return '';
    const name = claim.byId === me ? this.words.t('callbacks.you') : claim.by;
    return this.words.t('callbacks.holds', { name, time: this.formats.hourInWords(claim.at) });
  }

  outcome(outcome: string): string {
    return this.words.t(`callbacks.outcomes.${outcome}` as WordKey);
  }

  /** What may be said of a try, with which one in vain it would be: `pas de réponse 2/3`. */
  offered(outcome: string, tries: number): string {
    const text = this.outcome(outcome);
    return outcome === 'noAnswer' ? `${text} ${nthOf(tries)}` : text;
  }

  /** How to call somebody whose number is not shown. */
  way(one: CallbackView, now: number): string {
    const { mask, latestCallAt, followup } = one;
    if (isAlert(one)) return this.alert(one, now);
    if (followup !== null)
      return followup.reference === null
        ? this.words.t(mask === null ? 'followups.wayWithout' : 'followups.wayByMask', { mask: mask ?? '' })
        : this.words.t('followups.way', { reference: followup.reference });
    const time = this.moment(Date.parse(latestCallAt), now);
    return mask === null
      ? this.words.t('callbacks.noWayWithheld', { time })
      : this.words.t('callbacks.noWayAbout', { time, mask });
  }

  /** What the clinic is to be told. */
  private alert(one: CallbackView, now: number): string {
    const said = (key: string): string => this.words.t(`followups.questions.${key}` as WordKey);
    const what = Object.entries(one.followup?.answers ?? {})
      .filter(([, answer]) => answer !== 'yes')
      .map(([question, answer]) => `${said(question)} ${said(answer)}`);
    const [at, due] = [Date.parse(one.openedAt), Date.parse(one.dueAt)];
    const time = this.moment(at, now);
    const about = this.words.t('followups.questions.alertAbout', {
      who: this.who(one),
      time,
      what: what.join(', '),
    });
    if (due <= now) return about;
    const told = this.words.t('followups.questions.alertTold', { at: time, by: this.moment(due, now) });
    return [told, about].join(' ');
  }

  /** Why nobody may say to be calling just now; empty where somebody may. */
  notOffered(one: CallbackView, now: number): string {
    if (one.inCall !== null) return this.words.t('callbacks.notOffered.rings');
    if (one.claim !== null && isHeld(one, now))
      return this.words.t('callbacks.notOffered.held', { name: one.claim.by });
    if (one.callable) return '';
    if (one.callableChangesAt === null) return this.words.t('callbacks.callsNotNow');
    return this.words.t('callbacks.callsFrom', { time: this.moment(Date.parse(one.callableChangesAt), now) });
  }

  step(step: CallbackStep, tries: number, now: number) {
    const outcome = step.outcome ?? 'unspecified';
    const wish = wishLeft(step);
    const told =
      step.kind === 'tried'
        ? this.words.t('callbacks.tried', { nth: nthOf(tries), outcome: this.outcome(outcome) })
        : this.words.t(wish === null ? `callbacks.steps.${step.kind}` : `callbacks.causes.${wish}`);
    const what = [told, step.reason, step.note].filter((part) => part !== null).join(' · ');
    const spent = step.waitMs ?? step.talkMs;
    const beside =
      spent === null
        ? ''
        : this.words.t(step.waitMs === null ? 'callbacks.talked' : 'callbacks.waited', {
            time: this.formats.duration(spent),
          });
    return { at: this.moment(Date.parse(step.at), now), what, beside };
  }

  /** `8 h 36`, `hier 17 h 48`, `lundi 17 h 48`, `ce soir à minuit`, or the date of what is long ago. */
  moment(at: number, now: number): string {
    const eve = at - minuteMs;
    if (at > now && this.formats.dayKey(eve) !== this.formats.dayKey(at) && at % minuteMs === 0)
      return this.midnightAfter(eve, now);
    const hour = this.formats.hourInWords(at);
    if (this.formats.day(at) === this.formats.day(now)) return hour;
    if (this.formats.day(at) === this.formats.day(now - dayMs))
      return this.words.t('callbacks.yesterday', { hour });
    if (this.formats.day(at) === this.formats.day(now + dayMs))
      return this.words.t('callbacks.tomorrow', { hour });
    // A weekday alone is read as one of this week.
    const isNear = at > now ? at - now < weekdaysAhead : now - at < weekdaysBack;
    return isNear ? `${this.formats.weekday(at)} ${hour}` : this.formats.moment(at);
  }

  /** The midnight that ends a day, as the evening of that day. */
  private midnightAfter(eve: number, now: number): string {
    if (this.formats.day(eve) === this.formats.day(now)) return this.words.t('callbacks.midnights.today');
    if (this.formats.day(eve) === this.formats.day(now + dayMs))
      return this.words.t('callbacks.midnights.tomorrow');
    const day = eve - now < weekdaysAhead ? this.formats.weekday(eve) : this.formats.day(eve);
    return this.words.t('callbacks.midnights.later', { day });
  }

  /** `22 min`, `3 h 05`, `4 jours`, `14 mois`: the longer, the coarser. */
  private lateness(ms: number): string {
    if (ms < dayMs) return this.formats.age(ms);
    const isDays = ms < 2 * monthMs;
    const n = Math.floor(ms / (isDays ? dayMs : monthMs));
    return this.words.n(isDays ? 'callbacks.ages.days' : 'callbacks.ages.months', n);
  }

  /** `objectif 1 h dépassé` */
  private targetPast({ targetMinutes }: CallbackView): string {
    const isWhole = targetMinutes % hourMinutes === 0;
    const target = isWhole
      ? `${targetMinutes / hourMinutes}\u00A0h`
      : this.formats.age(targetMinutes * minuteMs);
    return this.words.t('callbacks.targetPast', { target });
  }

  private ends({ endsAt }: CallbackView, now: number): string {
    return endsAt === null
      ? ''
      : this.words.t('callbacks.ends', { time: this.moment(Date.parse(endsAt), now) });
  }
}

const nthOf = (tries: number): string => (tries <= usualTries ? `${tries}/${usualTries}` : String(tries));
