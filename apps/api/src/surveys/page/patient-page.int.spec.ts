import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';

import { SurveyKit } from '../testing/survey-kit';
import { pageStyle } from './page-style';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe('the patient’s page', () => {
  let kit: SurveyKit;
  let page: FastifyInstance;
  let numbers = 0;
  const fresh = (): string => `+3363998${String((numbers += 1)).padStart(4, '0')}`;

  beforeAll(async () => {
    kit = await SurveyKit.open({
      VIGIE_SURVEY_WEBHOOK_URL: 'http://127.0.0.1:9/never',
      VIGIE_SURVEY_WEBHOOK_SECRET: 'a secret that only the specs know',
    });
    page = kit.page();
  });
  afterAll(async () => {
    await page.close();
    await kit.close();
  });

  const get = (url: string, headers: Record<string, string> = {}) => {
    kit.clock.advance(1_000);
    return page.inject({ method: 'GET', url, headers });
  };
  const post = (url: string, fields: Record<string, string> | string) => {
    kit.clock.advance(1_000);
    return page.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
  };
  const invited = async (more: object = {}, call: object = {}): Promise<{ id: string; path: string }> => {
    const id = await kit.invited(await kit.call(call), fresh(), more);
    return { id, path: kit.path(id) };
  };
  const answers = async (invitationId: string) => {
    const { callId } = (await kit.invitation(invitationId)) ?? {};
    return (await kit.logged()).filter(
      ({ type, subject }) => type === 'survey.answered' && subject === callId,
    );
  };

  it('asks in the language of the invitation, and says who asks, why, for how long and until when', async () => {
    const { path } = await invited({ language: 'ca' });
    const { body, statusCode } = await get(path);
    expect(statusCode).toBe(200);
    expect(body).toContain('<html lang="ca">');
    for (const said of [
      'Li ha estat fàcil posar-se en contacte amb nosaltres?',
      'Responsable d’aquestes dades: Cabinet Durand.',
      'Télésecrétariat de la Place',
      '12 mesos',
      'donnees@example.org',
      '30 de novembre',
      'No m’envieu mai més preguntes',
    ]) {
      expect(body).toContain(said);
    }
    expect(body).not.toMatch(/\{\w+\}/u);
    const english = await get(`${path}?l=en`);
    expect(english.body).toContain('Was it easy to reach us?');
    expect((await get(`${path}?l=de`)).body).toContain('<html lang="ca">');
  });

  it('asks a caller whom nobody answered nothing about a conversation', async () => {
    const { path } = await invited({}, { answered: false });
    const { body } = await get(path);
    expect(body).toContain('name="reach"');
    expect(body).not.toContain('name="courtesy"');
    expect((await post(path, { courtesy: '5' })).statusCode).toBe(422);
  });

  it('takes answers once, as an event of the call', async () => {
    const { id, path } = await invited();
    const fields = { overall: '2', recommend: '0', callback: '1', courtesy: '9', hair: '5', do: 'answer' };
    const thanks = await post(`${path}?l=en`, { ...fields, comment: ' Waited\r\nlong \u0007. ' });
    expect(thanks.statusCode).toBe(200);
    expect(thanks.body).toContain('Thank you, we have passed it on');
    const [event] = await answers(id);
    expect(event?.data).toMatchObject({ clinicId: 'durand', channel: 'sms', language: 'en' });
    expect(event?.data['items']).toMatchObject({ overall: 2, recommend: 0, callback: 1 });
    expect(JSON.stringify(event?.data)).not.toMatch(/courtesy|hair/u);
    kit.clock.advance(hourMs);
    const again = await post(path, { overall: '5' });
    expect(again.statusCode).toBe(410);
    expect(again.body).toContain('Vous avez déjà répondu');
    expect((await get(path)).body).toContain('Vous avez déjà répondu');
    expect(await answers(id)).toHaveLength(1);
    // Who answers has got the message: nothing more is sent, and the address is gone.
    expect(await kit.invitation(id)).toMatchObject({ state: 'sent' });
    expect(await kit.delivery(id)).toMatchObject({ outcome: 'cancelled', address: null });
    expect((await kit.logged()).at(-1)?.type).toBe('survey.delivered');
  });

  it('keeps a score as soon as it is pressed, and adds to the same answer what follows', async () => {
    const { id, path } = await invited();
    const first = await post(path, { overall: '2' });
    expect(first.statusCode).toBe(200);
    expect(first.body).toContain('votre note est enregistrée');
    expect(first.body).toContain('name="overall" value="2" formaction="#now" aria-pressed="true"');
    expect(first.body).toContain('name="callback"');
    const second = await post(path, { overall: '2', callback: '1', reach: '3', do: 'answer' });
    expect(second.body).toContain('Merci, votre demande est transmise');
    expect(second.body).toContain('Encore quelques questions');
    expect(second.body).not.toContain('name="reach"');
    const last = await post(path, { clear: '4', resolved: '5', recommend: '10', do: 'answer' });
    expect(last.body).toContain('Merci, c’est noté');
    expect((await get(path)).body).toContain('name="courtesy"');
    expect(await answers(id)).toHaveLength(3);
    await kit.foldNow();
    const [survey] = await kit.server.database.withTenant('place', (tx) =>
      tx.query<{ items: object }[]>(
        `SELECT s.items FROM call_survey s JOIN survey_invitation i USING (tenant_id, call_key) WHERE invitation_id = $1`,
        [id],
      ),
    );
    expect(survey?.items).toEqual({
      overall: 2,
      callback: 1,
      reach: 3,
      clear: 4,
      resolved: 5,
      recommend: 10,
    });
    kit.clock.advance(hourMs);
    expect((await get(path)).statusCode).toBe(410);
    expect((await post(path, { courtesy: '5', do: 'answer' })).statusCode).toBe(410);
    expect(await answers(id)).toHaveLength(3);
  });

  it('lets a score that was pressed by mistake be pressed anew, and no more often than a person would', async () => {
    const { id, path } = await invited();
    const press = (score: number) => post(path, { overall: String(score) });
    expect((await press(1)).statusCode).toBe(200);
    expect((await press(5)).body).toContain('name="overall" value="5" formaction="#now" aria-pressed="true"');
    for (let times = 2; times < 12; times += 1) await press((times % 3) + 2);
    expect((await press(1)).statusCode).toBe(410);
    expect(await answers(id)).toHaveLength(12);
  });

  it('counts one answer of many that come at the same moment', async () => {
    const { id, path } = await invited();
    await Promise.all(['1', '2', '3', '4', '5'].map((overall) => post(path, { overall })));
    await kit.foldNow();
    const [counted] = await kit.server.database.withTenant('place', (tx) =>
      tx.query<{ n: number }[]>(
        `SELECT count(*) AS n FROM call_survey s JOIN survey_invitation i USING (tenant_id, call_key)
         WHERE invitation_id = $1 AND s.items IS NOT NULL`,
        [id],
      ),
    );
    expect(counted?.n).toBe(1);
  });

  it('is not used up by one who has answered the first question and comes back', async () => {
    const { path } = await invited();
    await post(path, { overall: '4' });
    const back = await get(path);
    expect(back.statusCode).toBe(200);
    expect(back.body).toContain('votre note est enregistrée');
    expect(back.body).toContain('name="reach"');
    expect((await post(path, { do: 'answer' })).body).toContain('Merci, c’est noté');
  });

  it('is the same answer when it is sent again the next day after the log could not take it', async () => {
    const { id, path } = await invited();
    await kit.server.database.withTenant('place', (tx) =>
      tx.query(
        `UPDATE survey_invitation SET answer_at = to_timestamp($2::float8 / 1000) WHERE invitation_id = $1`,
        [id, kit.clock.now()],
      ),
    );
    const at = kit.clock.now();
    kit.clock.advance(dayMs);
    expect((await post(path, { overall: '4' })).statusCode).toBe(200);
    expect((await kit.invitation(id))?.answeredAt).toBe(at);
    // The log took the part, and what was to be noted of it was lost: sent again, it is no other event.
    await kit.server.database.withTenant('place', (tx) =>
      tx.query(
        `UPDATE survey_invitation SET answered_at = NULL, answers = 0, answered_items = '{}' WHERE invitation_id = $1`,
        [id],
      ),
    );
    expect((await post(path, { overall: '4' })).statusCode).toBe(200);
    expect(await answers(id)).toHaveLength(1);
  });

  it('says when nothing was chosen', async () => {
    const { id, path } = await invited();
    const { statusCode, body } = await post(path, { comment: '   ' });
    expect(statusCode).toBe(422);
    expect(body).toContain('role="alert"');
    expect(await answers(id)).toEqual([]);
  });

  it('changes nothing by being looked at', async () => {
    const { id, path } = await invited();
    const before = await kit.invitation(id);
    for (const method of ['GET', 'HEAD'] as const) await page.inject({ method, url: `${path}?do=refuse` });
    expect(await kit.invitation(id)).toEqual(before);
  });

  it('is late after seven days, and still lets one refuse', async () => {
    const { id, path } = await invited();
    kit.clock.advance(7 * dayMs);
    const late = await get(path);
    expect(late.statusCode).toBe(410);
    expect(late.body).toContain('Ce lien n’est plus valable');
    expect((await post(path, { overall: '5' })).statusCode).toBe(410);
    expect(await answers(id)).toEqual([]);
    expect((await post(path, { do: 'refuse' })).body).toContain('C’est entendu');
    expect((await get(path)).body).toContain('C’est entendu');
  });

  it('takes the “unsubscribe” of a mail program for a refusal', async () => {
    const { id, path } = await invited();
    expect((await post(path, { 'List-Unsubscribe': 'One-Click' })).statusCode).toBe(200);
    expect(await kit.invitation(id)).toMatchObject({ state: 'cancelled' });
    expect(await kit.delivery(id)).toMatchObject({ outcome: 'cancelled', address: null });
    expect((await post(path, { overall: '5' })).statusCode).toBe(200);
    expect(await answers(id)).toEqual([]);
  });

  it('knows a forged link, whatever was changed of it, and says nothing of any other', async () => {
    const { path } = await invited();
    const token = path.slice('/q/'.length);
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'A' ? 'B' : 'A';
      const { statusCode, body } = await get(`/q/${token.slice(0, place)}${other}${token.slice(place + 1)}`);
      expect(statusCode).toBe(404);
      expect(body).toContain('Ce lien ne mène à rien');
      expect(body).not.toContain('Durand');
    }
    for (const bad of ['', 'x', token.slice(1), `${token}A`, '%00', '..%2f..%2fetc', '%E0%A4%A']) {
      const { statusCode } = await get(`/q/${bad}`);
      expect([400, 404]).toContain(statusCode);
    }
    const catalan = await get('/q/nothing', { 'accept-language': 'ca,es;q=0.8' });
    expect(catalan.body).toContain('Aquest enllaç no porta enlloc');
    expect((await get('/')).statusCode).toBe(404);
  });

  it('lets the browser do nothing but show it', async () => {
    const { path } = await invited();
    const { headers, body } = await get(path);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/u,
    );
    expect(body).toContain(`<style>${pageStyle}</style>`);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000',
    });
    expect(headers['set-cookie']).toBeUndefined();
    expect(body).not.toMatch(/<script|\son\w+=|style="|https?:/iu);
    expect(Buffer.byteLength(body)).toBeLessThan(24_000);
    expect((await get('/robots.txt')).body).toContain('Disallow: /');
  });

  it('takes no more than an answer needs, and no other form of it', async () => {
    const { path } = await invited();
    const send = (type: string, payload: string) =>
      page.inject({ method: 'POST', url: path, headers: { 'content-type': type }, payload });
    const form = 'application/x-www-form-urlencoded';
    expect((await send(form, `comment=${'x'.repeat(20_000)}`)).statusCode).toBe(413);
    expect((await send('application/json', '{"overall":5}')).statusCode).toBe(415);
    expect((await send('multipart/form-data; boundary=x', '--x--')).statusCode).toBe(415);
  });

  it('writes no answer and no link where an error is told', async () => {
    const { path } = await invited();
    const broken = kit.page();
    broken.addHook('preHandler', async () => {
      throw new Error('the database is away');
    });
    const { statusCode, body } = await broken.inject({ method: 'GET', url: path });
    expect(statusCode).toBe(503);
    expect(body).toContain('Cela n’a pas marché');
    expect(body).not.toContain('database');
    expect(body).not.toContain(path.slice(3));
    await broken.close();
  });

  it('dresses and counts an address that cannot be read as any other', async () => {
    const from = (remoteAddress: string) => page.inject({ method: 'GET', url: '/q/a%ffb', remoteAddress });
    const first = await from('192.0.2.17');
    expect(first.statusCode).toBe(404);
    expect(first.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(first.body).not.toContain('%ff');
    const answers = await Promise.all(Array.from({ length: 70 }, () => from('192.0.2.17')));
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(11);
    expect(answers.at(-1)).toMatchObject({ statusCode: 429, headers: { 'retry-after': '60' } });
  });

  it('dresses and counts what is no HTTP, and quotes nothing of it', async () => {
    const own = kit.page();
    await own.listen({ port: 0, host: '127.0.0.1' });
    const { port } = own.server.address() as AddressInfo;
    const say = async (): Promise<string> => {
      const socket = connect(port, '127.0.0.1');
      socket.end('GET /q/secret HTTP/9.9\r\nbad header\r\n\r\n');
      return text(socket);
    };
    kit.clock.advance(60_000);
    const first = await say();
    expect(first).toMatch(/^HTTP\/1.1 400 /u);
    expect(first).toContain("content-security-policy: default-src 'none'");
    expect(first).toContain('referrer-policy: no-referrer');
    expect(first).not.toContain('secret');
    let last = first;
    for (let asked = 1; asked <= 60; asked += 1) last = await say();
    expect(last).toMatch(/^HTTP\/1.1 429 /u);
    expect(last).toContain('retry-after: 60');
    await own.close();
  });

  it('serves no one who asks too often, and everybody else', async () => {
    const from = (remoteAddress: string) => page.inject({ method: 'GET', url: '/q/x', remoteAddress });
    const statuses = await Promise.all(
      Array.from({ length: 70 }, async () => (await from('192.0.2.7')).statusCode),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    expect((await from('192.0.2.8')).statusCode).toBe(404);
    const refused = await from('192.0.2.7');
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.body).toContain('Un instant');
  });
});
