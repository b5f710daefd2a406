// What must never leave the server, looked at where it leaves: the raw bytes of the event streams and the pages.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, Person } from '../stage/browser.mjs';
import { steps } from '../stage/content.mjs';
import { Server } from '../stage/server.mjs';
import * as session from '../stage/session.mjs';
import { Stream } from '../stage/stream.mjs';

describe('privacy', () => {
  let browser, server, maja, ali, bo, code, id, streams;
  const lang = 'nb';
  const title = (step) => steps('okt', lang).find(({ id }) => id === step).title;
  const SECRET = 'Ordene som bare Ali skal se';
  const LATER = 'Det Bo skrev etter åpningen';

  before(async () => {
    [browser, server] = await Promise.all([launch(), Server.demo()]);
    maja = await Person.at(browser, server, lang, 'Maja Nilsen', { phone: false });
    ali = await Person.at(browser, server, lang, 'Ali');
    bo = await Person.at(browser, server, lang, 'Bo');
    await maja.signInAs('Maja Nilsen');
    await maja.link('Trinn 5–7').first().click();
    code = await (await session.plan(maja, maja.page.url().split('/').pop(), 'okt'))();
    id = maja.page.url().split('/').pop();
    await session.joinAsGuest(ali, code);
    await session.joinAsGuest(bo, code);
    await maja.press(maja.t.session.start);
    await session.arrived([maja, ali, bo], title('kom-i-gang'));
    for (const step of ['tre-sider', 'alene']) await session.next(maja, [ali, bo], title(step));
    await maja.page.getByText(maja.t.session.shared_screen).click();
    await maja.press(maja.t.session.pair);
    const screen = maja.page.locator('a[href*="/skjerm/"]');
    await screen.waitFor({ state: 'attached' });
    const paired = (await screen.getAttribute('href')).split('/').pop();
    streams = {
      maja: await Stream.open(`${server.url}/api/live/${id}`, await maja.context.cookies()),
      ali: await Stream.open(`${server.url}/api/live/${id}`, await ali.context.cookies()),
      bo: await Stream.open(`${server.url}/api/live/${id}`, await bo.context.cookies()),
      screen: await Stream.open(`${server.url}/api/live/screen/${paired}`),
    };
  });
  after(async () => {
    for (const stream of Object.values(streams ?? {})) stream.close();
    await browser?.close();
    await server?.stop();
  });

  test('nobody’s stream delivers what another has not shared: not the facilitator’s, not the screen’s', async () => {
    await session.write(ali, 'plassering', SECRET);
    await session.write(bo, 'plassering', 'Det Bo deler med alle');
    await ali.press(ali.t.session.ready);
    for (const stream of Object.values(streams)) await stream.until((view) => view.ready === 1);
    assert.ok(streams.ali.raw.includes(SECRET), 'Ali’s own words come to Ali, so the test can see them at all');
    for (const who of ['maja', 'bo', 'screen']) assert.ok(!streams[who].raw.includes(SECRET), who);
  });

  test('what is held back is not delivered when the others’ is opened, and a late text waits for its author', async () => {
    await maja.press(maja.t.session.open_answers);
    await ali.press(await session.holdBack(ali, 'plassering'));
    for (const stream of Object.values(streams)) {
      await stream.until((view) => view.prompts.some(({ opened }) => opened.some(({ text }) => text === 'Det Bo deler med alle')));
    }
    await session.write(bo, 'plassering', LATER);
    await bo.press(bo.t.session.ready);
    for (const stream of Object.values(streams)) await stream.until((view) => view.people.filter(({ ready }) => ready).length === 2);
    for (const who of ['maja', 'bo', 'screen']) assert.ok(!streams[who].raw.includes(SECRET), `${who}: held back`);
    for (const who of ['maja', 'ali', 'screen']) assert.ok(!streams[who].raw.includes(LATER), `${who}: written later`);
  });

  test('an opened answer carries nothing that leads to its author', async () => {
    const view = streams.ali.views.at(-1);
    const answers = view.prompts.flatMap(({ opened }) => opened);
    assert.ok(answers.length > 0);
    for (const answer of answers) {
      assert.deepEqual(Object.keys(answer).sort(), ['id', 'text']);
      assert.match(answer.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/, 'an id in order of time would tell who wrote when');
    }
    // Where somebody sits and what they look after, and nothing that was said.
    const ofPeople = ['duty', 'group', 'leader', 'leads', 'me', 'name', 'ready'];
    for (const person of view.people) assert.deepEqual(Object.keys(person).sort(), ofPeople);
  });

  test('the page itself holds no more than the stream', async () => {
    const html = await (await bo.goto(`/nb/okt/${id}`)).text();
    assert.ok(html.includes(LATER), 'one’s own');
    assert.ok(!html.includes(SECRET));
  });

  test('nobody who is not in the session gets a stream or a page of it', async () => {
    for (const address of [`/api/live/${id}`, `/api/live/${id}/now`, '/api/live/screen/ABCDEFGHJK', '/api/live/ikke-en-okt']) {
      const answer = await fetch(server.url + address);
      assert.ok([401, 403, 404, 410].includes(answer.status), `${address}: ${answer.status}`);
      assert.ok(!(await answer.text()).includes('Det Bo deler'));
    }
    const page = await fetch(`${server.url}/nb/okt/${id}`, { redirect: 'manual' });
    assert.equal(page.status, 303);
    assert.doesNotMatch(page.headers.get('location'), /kode=/, 'a stranger is not given the code');
  });

  test('a GET never acts, whoever asks', async () => {
    const cookie = (await maja.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const was = await (await fetch(`${server.url}/api/live/${id}/now`, { headers: { cookie } })).json();
    const query = new URLSearchParams({ session: id, what: 'avslutt', place: '2', ready: 'true', prompt: 'plassering', text: 'x', base: '0' });
    for (const action of ['led', 'skriv', 'del', 'ferdig', 'avtal', 'hold-tilbake', 'bli-med', 'logg-ut', 'slett', 'bestem', 'ja-takk']) {
      const answer = await fetch(`${server.url}/api/${action}?${query}`, { headers: { cookie }, redirect: 'manual' });
      assert.ok(answer.status >= 400, `GET /api/${action}: ${answer.status}`);
      assert.equal(answer.headers.get('set-cookie'), null);
    }
    const is = await (await fetch(`${server.url}/api/live/${id}/now`, { headers: { cookie } })).json();
    assert.deepEqual({ ...is, now: 0 }, { ...was, now: 0 });
  });

  test('another site’s page can make nobody’s browser act', async () => {
    const cookie = (await maja.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const body = new URLSearchParams({ session: id, what: 'avslutt' });
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }]) {
      const answer = await fetch(`${server.url}/api/led`, { method: 'POST', headers: { cookie, ...headers }, body, redirect: 'manual' });
      assert.equal(answer.status, 403);
    }
  });

  test('a screen that is let go of shows nothing any more', async () => {
    await maja.press(maja.t.session.unpair);
    await streams.maja.until((view) => view.leading?.screen === null);
    await streams.screen.ended;
  });

  test('signed out everywhere from another browser: the open screen is out, and shows nobody’s words but the unsent', async () => {
    const UNSENT = 'Det Maja ikke fikk sendt';
    await maja.page.route('**/api/skriv', (route) => route.abort());
    await session.answer(maja, 'plassering').fill(UNSENT);
    await maja.sees('Det Bo deler med alle');
    const other = await Person.at(browser, server, lang, 'Maja i en annen nettleser');
    await other.signInAs('Maja Nilsen');
    await other.open('min-side');
    await other.press(other.t.my_page.everywhere);
    await maja.sees(maja.t.session.out);
    await maja.sees(UNSENT);
    const html = await maja.page.content();
    for (const gone of ['Det Bo deler med alle', 'Ali', SECRET]) assert.ok(!html.includes(gone), gone);
    await streams.maja.ended;
    assert.match(await maja.page.evaluate(() => JSON.stringify({ ...localStorage })), new RegExp(UNSENT), 'and it is kept');
    await maja.page.unroute('**/api/skriv');
    await other.signInAs('Maja Nilsen');
    await maja.signInAs('Maja Nilsen');
    await maja.goto(`/nb/okt/${id}`);
    await session.holds(session.answer(maja, 'plassering'), UNSENT);
    await session.saved(maja);
    await other.leave();
  });

  test('a guest on a shared machine who has been idle too long leaves nothing there, not even what was not sent', async () => {
    const UNSENT = 'Det Cleo ikke fikk sendt';
    const cleo = await Person.at(browser, server, lang, 'Cleo');
    await session.joinAsGuest(cleo, code, { shared: true });
    await cleo.context.setOffline(true);
    await session.answer(cleo, 'plassering').fill(UNSENT);
    await cleo.sees(cleo.t.session.kept_here);
    // What the browser does by itself after ten minutes.
    await cleo.context.clearCookies();
    await cleo.context.setOffline(false);
    await cleo.sees(cleo.t.session.out_shared);
    assert.ok(!(await cleo.page.content()).includes(UNSENT));
    assert.equal(await cleo.page.evaluate(() => localStorage.length), 0);
    await cleo.leave();
  });
});
