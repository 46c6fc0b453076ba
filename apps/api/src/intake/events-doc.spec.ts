import { eventTypes } from '@vigie/contracts';
import { describe, expect, it } from '@jest/globals';

import { eventsDoc } from './events-doc';

describe('the page of events', () => {
  const page = eventsDoc();

  it('has one line for every type', () => {
    for (const [type, { about }] of Object.entries(eventTypes)) {
      expect(
        page.split('\n').filter((line) => line.startsWith(`| \`${type}\` |`) && line.includes(about)),
      ).toHaveLength(1);
    }
  });

  it('says what a field may hold and which must be there', () => {
    expect(page).toContain('`reason` `busy` · `full` · `closed` · `no_agents` · `refused`, required');
    expect(page).toContain('`talkMs` whole number 0–604800000');
    expect(page).not.toMatch(/undefined|\[object/);
  });
});
