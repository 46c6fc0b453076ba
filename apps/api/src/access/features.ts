import { Injectable } from '@nestjs/common';

import type { Viewer } from './viewer';

/** Whether something that is switched on for some clinics is there for somebody. */
type IsOn = (viewer: Viewer) => Promise<boolean>;

/**
 * What is out of the menus until the settings switch it on for a clinic: each is handed in by the room that knows, since
 * settings stand above those who ask.
 */
@Injectable()
export class Features {
  private readonly all = new Map<string, IsOn>();

  /** `name` is what the pages know it by. */
  add(name: string, isOn: IsOn): void {
    this.all.set(name, isOn);
  }

  /** Those that are there for somebody, by name. */
  async of(viewer: Viewer): Promise<readonly string[]> {
    const told = await Promise.all(
      [...this.all].map(async ([name, isOn]) => ((await isOn(viewer)) ? [name] : [])),
    );
    return told.flat().toSorted();
  }
}
