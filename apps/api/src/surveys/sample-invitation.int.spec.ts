import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Invitations } from './invitations';
import { SurveyKit } from './testing/survey-kit';

describe('a sample link', () => {
  let kit: SurveyKit;
  beforeAll(async () => {
    kit = await SurveyKit.open();
  });
  afterAll(() => kit.close());

  const make = (language?: string) => kit.server.app.get(Invitations).sample('place', language);

  it('needs a call and a survey', async () => {
    expect(await make()).toBe('unknown_call');
    await kit.call({ queueId: 'silent' });
    await kit.foldNow();
    expect(await make()).toBe('no_template');
  });

  it('is about the latest call that can be asked in that language, and is sent to nobody', async () => {
    const wanted = await kit.call();
    await kit.call({ queueId: 'emails' });
    await kit.foldNow();
    const made = await make('ca');
    const id = typeof made === 'string' ? '' : made.invitationId;
    expect(await kit.invitation(id)).toMatchObject({
      callId: wanted,
      language: 'ca',
      state: 'sample',
    });
    expect(await kit.delivery(id)).toBeUndefined();
    const page = kit.page();
    const answer = await page.inject({
      method: 'POST',
      url: kit.path(id),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'overall=4&do=answer',
    });
    expect(answer.body).toContain('Gràcies, ja ho tenim');
    await page.close();
    await kit.foldNow();
    const rows = await kit.server.database.withTenant('place', (tx) =>
      tx.query('SELECT items FROM call_survey WHERE answered_at IS NOT NULL'),
    );
    expect(rows).toEqual([{ items: { overall: 4 } }]);
  });
});
