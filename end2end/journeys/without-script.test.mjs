// The same journey once more with JavaScript off: every press is a form that is posted and leads back, and a page is
// asked for again to see what the others did.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, Person } from '../stage/browser.mjs';
import { steps } from '../stage/content.mjs';
import { Server } from '../stage/server.mjs';
import * as session from '../stage/session.mjs';
import { reloadUntil } from '../stage/session.mjs';

const LEADS = 'Maja Nilsen';

describe('the whole loop without JavaScript', () => {
  let browser, server, maja, ali, bo, cam, code, team;
  const lang = 'nb';
  const course = steps('okt', lang);
  const title = (id) => course.find((step) => step.id === id).title;
  const others = () => [ali, bo, cam];

  const form = (person, prompt) => person.page.locator('form', { has: session.answer(person, prompt) });
  async function writes(person, prompt, text) {
    await session.answer(person, prompt).fill(text);
    await form(person, prompt).getByRole('button', { name: person.t.session.save, exact: true }).click();
    await person.page.waitForURL('**/okt/*');
    assert.equal(await session.answer(person, prompt).inputValue(), text);
  }
  async function next(id) {
    await maja.press(maja.t.session.next);
    await session.arrived([maja], title(id));
    for (const one of others()) {
      await one.link(one.t.session.reload).click();
      await session.arrived([one], title(id));
    }
  }

  before(async () => {
    [browser, server] = await Promise.all([launch(), Server.demo()]);
    const without = { script: false };
    maja = await Person.at(browser, server, lang, LEADS, { ...without, phone: false });
    ali = await Person.at(browser, server, lang, 'Ali', without);
    bo = await Person.at(browser, server, lang, 'Bo', without);
    cam = await Person.at(browser, server, lang, 'Cam', without);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('plan, join and start', async () => {
    await maja.signInAs(LEADS);
    await maja.link('Trinn 5–7').first().click();
    team = maja.page.url().split('/').pop();
    code = await (await session.plan(maja, team, 'okt'))();
    for (const one of others()) await session.joinAsGuest(one, code);
    await reloadUntil(maja, maja.page.locator('.people > li', { hasText: 'Cam' }));
    await maja.press(maja.t.session.start);
    await session.arrived([maja], title('kom-i-gang'));
    await next('tre-sider');
    await next('alene');
  });

  test('write, be ready, open; one holds back', async () => {
    await writes(ali, 'plassering', 'Fra Ali uten skript');
    await writes(bo, 'plassering', 'Fra Bo uten skript');
    await writes(cam, 'plassering', 'Det Cam holder tilbake');
    for (const one of others()) {
      await one.press(one.t.session.ready);
      await one.button(one.t.session.not_ready).waitFor();
    }
    await reloadUntil(maja, session.readyOf(maja, 3, 4));
    await maja.press(maja.t.session.open_answers);
    await reloadUntil(cam, cam.t.session.opening_soon);
    await cam.press(await session.holdBack(cam, 'plassering'));
    await cam.sees(cam.t.session.held_back);
    for (const one of [maja, ...others()]) {
      await reloadUntil(one, one.page.locator('.answers > li'));
      assert.deepEqual((await session.opened(one)).sort(), ['Fra Ali uten skript', 'Fra Bo uten skript']);
    }
  });

  test('«Del» in a group step', async () => {
    await next('sammenlikn');
    await writes(bo, 'rammer', 'Det er trangt i gangen');
    await bo.press(bo.t.session.share);
    await bo.sees(bo.t.session.open_to_all);
    await reloadUntil(ali, ali.page.locator('.answers > li', { hasText: 'Det er trangt i gangen' }));
  });

  test('go back and read', async () => {
    await session.lookBack(ali, title('alene'));
    await ali.sees(ali.t.session.looking_back);
    await ali.sees('Fra Bo uten skript');
    await ali.link(ali.t.session.to_the_others).click();
    await session.arrived([ali], title('sammenlikn'));
  });

  test('agree and close', async () => {
    for (const id of ['var-setning', 'egen-hverdag', 'velg', 'avtale']) await next(id);
    await session.agree(maja, { situation: 'vi går inn', action: 'venter vi på alle', sign: 'hvem som er sist', keeper: LEADS });
    await maja.sees(maja.page.locator('blockquote.agreement', { hasText: 'venter vi på alle' }));
    await session.close(maja);
    await maja.sees(maja.heading(maja.t.session.over));
    await reloadUntil(bo, bo.heading(bo.t.session.over));
    await bo.sees('venter vi på alle');
  });

  test('next time it opens with what was agreed; report, and decide', async () => {
    code = await (await session.plan(maja, team, 'etterarbeid', { followUp: session.day(28) }))();
    await maja.press(maja.t.session.start);
    await session.arrived([maja], maja.t.session.since_last);
    await maja.page.getByLabel(maja.t.report.done, { exact: true }).check();
    await maja.field(maja.t.report.seen).fill('Ingen var sist');
    await maja.press(maja.t.report.send);
    await maja.sees(maja.page.locator('.history', { hasText: 'Ingen var sist' }));
    await maja.press(maja.t.decide.keep);
    await maja.sees(maja.page.locator('.history', { hasText: maja.t.decide.kept }));
    await maja.goto(`/${lang}/team/${team}`);
    await maja.sees('venter vi på alle');
  });

  test('none of it loaded a script', async () => {
    const asked = [];
    maja.page.on('request', (request) => asked.push(request.url()));
    await maja.goto(`/${lang}/team/${team}`);
    assert.deepEqual(asked.filter((url) => /\.(js|wasm)$/.test(url)), []);
  });
});
