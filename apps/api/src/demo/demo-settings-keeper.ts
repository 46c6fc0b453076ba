import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { SettingsFile } from '@vigie/contracts';
import { demoSettings, exerciseAt, firstShiftMinute } from '@vigie/simulator';

import { SettingsRegistrar } from '../settings/settings-registrar';
import { demoSeed, type DemoDay } from './demo-schedule';
import { DemoCampaign } from './demo-campaign';
import { DemoSheets } from './demo-sheets';

const minuteMs = 60_000;
/** Before anything the demonstration may hold. */
const beginning: Instant = Date.UTC(2000, 0, 1);

/** Keeps the demonstration's settings as they must be for what is played, and gives its clinics their sheets. */
@Injectable()
export class DemoSettingsKeeper {
  constructor(
    private readonly registrar: SettingsRegistrar,
    private readonly sheets: DemoSheets,
    private readonly campaign: DemoCampaign,
  ) {}

  /**
   * Lets the usual settings hold from the beginning, so that the loaded past is folded with them, and those for an
   * exercise from its first shift on; after an exercise, the usual ones from `since` on.
   */
  async keep(tenantId: string, exercise: DemoDay | null, since: Instant | null): Promise<void> {
    await this.hold(tenantId, demoSettings(null), beginning);
    if (exercise !== null) {
      const from = exercise.base + firstShiftMinute * minuteMs;
      await this.hold(tenantId, demoSettings(exerciseAt(demoSeed, exercise)), from);
    } else if (since !== null) await this.hold(tenantId, demoSettings(null), since);
    await this.sheets.keep(tenantId);
    await this.campaign.keep(tenantId);
  }

  private async hold(tenantId: string, settings: SettingsFile, fromAt: Instant): Promise<void> {
    const from = new Date(fromAt).toISOString();
    const answer = await this.registrar.register(tenantId, {
      format: 'yaml',
      text: JSON.stringify(settings),
      from,
    });
    if (answer.result === 'refused') {
      throw new Error(`the demonstration's settings were refused: ${answer.problems[0]?.message ?? ''}`);
    }
  }
}
