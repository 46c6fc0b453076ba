import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import { demoSettings, exerciseAt, firstShiftMinute } from '@vigie/simulator';

import { SettingsRegistrar } from '../settings/settings-registrar';
import { demoSeed, type DemoDay } from './demo-schedule';

const minuteMs = 60_000;

/** Keeps the demonstration's settings as they must be for what is played. */
@Injectable()
export class DemoSettingsKeeper {
  constructor(private readonly registrar: SettingsRegistrar) {}

  /** Lets the settings for an exercise hold from its first shift on; without one, the usual ones from `since` on. */
  async keep(tenantId: string, exercise: DemoDay | null, since: Instant | null): Promise<void> {
    const plan = exercise === null ? null : exerciseAt(demoSeed, exercise);
    const fromAt = exercise === null ? since : exercise.base + firstShiftMinute * minuteMs;
    const text = JSON.stringify(demoSettings(plan));
    const from = fromAt === null ? {} : { from: new Date(fromAt).toISOString() };
    const answer = await this.registrar.register(tenantId, { format: 'yaml', text, ...from });
    if (answer.result === 'refused') {
      throw new Error(`the demonstration's settings were refused: ${answer.problems[0]?.message ?? ''}`);
    }
  }
}
