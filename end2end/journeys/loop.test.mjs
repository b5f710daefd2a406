// The whole loop in a browser: read, meet, agree, report, decide, and meet again. One who leads and three who take
// part, each in a browser of their own, with axe on every screen they come to. Once in each language.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { MODULE, steps } from '../stage/content.mjs';
import { Server } from '../stage/server.mjs';
import * as session from '../stage/session.mjs';
import { fill } from '../stage/words.mjs';

// «Trinn 5–7» of the demo has read, and has not met.
const [LEADS, MEMBER, TEAM] = ['Maja Nilsen', 'Henrik Dahl', 'Trinn 5–7'];

for (const lang of ['nb', 'nn']) {
  describe(`the whole loop, ${lang}`, () => {
    let browser, server, maja, henrik, ali, bo, code, team, place;
    const course = steps('okt', lang);
    const title = (id) => course.find((step) => step.id === id).title;
    const all = () => [maja, henrik, ali, bo];

    before(async () => {
      [browser, server] = await Promise.all([launch(), Server.demo()]);
      maja = await Person.at(browser, server, lang, LEADS, { phone: false });
      henrik = await Person.at(browser, server, lang, MEMBER);
      ali = await Person.at(browser, server, lang, 'Ali');
      bo = await Person.at(browser, server, lang, 'Bo');
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    test('the one who leads reads, and plans a session', async () => {
      await maja.open();
      await maja.axe('home');
      await maja.open('moduler');
      await maja.axe('modules');
      await maja.open(`moduler/${MODULE}`);
      await maja.axe('module');
      await maja.open('logg-inn');
      await maja.axe('sign in');
      await maja.signInAs(LEADS);
      await maja.axe('my page');
      await maja.link(TEAM).first().click();
      await maja.page.waitForURL('**/team/*');
      await maja.axe('team');
      team = maja.page.url().split('/').pop().split('?')[0];
      const go = await session.plan(maja, team, 'okt');
      await maja.axe('plan');
      code = await go();
      await maja.axe('session, planned');
      place = maja.page.url();
    });

    test('three come in: a member of the team, and two guests by the code', async () => {
      await henrik.signInAs(MEMBER);
      await henrik.goto(place);
      await henrik.page.waitForURL('**/bli-med?*');
      await henrik.axe('join');
      await henrik.press(henrik.t.join.go);
      await henrik.page.waitForURL('**/okt/*');
      await session.joinAsGuest(ali, code);
      await session.joinAsGuest(bo, code);
      for (const name of [MEMBER, 'Ali', 'Bo']) await maja.sees(maja.page.locator('.people > li', { hasText: name }));
      await ali.axe('session, waiting');
    });

    test('it starts, and everyone comes along, step by step', async () => {
      await maja.press(maja.t.session.start);
      await session.arrived(all(), title('kom-i-gang'));
      assert.equal(await henrik.button(henrik.t.session.next).count(), 0, 'only one leads');
      await session.next(maja, [henrik, ali, bo], title('tre-sider'));
      await session.next(maja, [henrik, ali, bo], title('alene'));
    });

    test('each writes alone, and is told that it is saved', async () => {
      await session.write(maja, 'plassering', 'Fra den som leder');
      await session.write(henrik, 'plassering', 'Fra den som er med i teamet');
      await session.write(ali, 'plassering', 'Fra den ene gjesten');
      await session.write(bo, 'plassering', 'Det Bo holder tilbake');
      await ali.axe('session, writing alone');
      for (const one of all()) assert.doesNotMatch(await one.page.content(), /class="answers"/);
    });

    test('each says that they are ready, and it is seen', async () => {
      for (const one of [henrik, ali, bo]) await one.press(one.t.session.ready);
      await maja.sees(session.readyOf(maja, 3, 4));
      await bo.press(bo.t.session.not_ready);
      await maja.sees(session.readyOf(maja, 2, 4));
      await bo.press(bo.t.session.ready);
      await maja.axe('session, leading');
    });

    test('after ten seconds’ warning the answers show to all at once, without names; one is held back', async () => {
      const asked = Date.now();
      await maja.press(maja.t.session.open_answers);
      for (const one of all()) await one.sees(one.t.session.opening_soon);
      await ali.axe('session, answers about to open', { dark: false });
      await bo.press(await session.holdBack(bo, 'plassering'));
      await bo.sees(bo.page.locator('.opening', { hasText: bo.t.session.held_back }));
      assert.deepEqual(await session.opened(ali), [], 'nothing shows before its time');
      for (const one of all()) await one.sees(one.page.locator('.answers > li'), 20_000);
      assert.ok(Date.now() - asked >= 10_000, 'the warning lasts ten seconds');
      const lists = await Promise.all(all().map(session.opened));
      assert.deepEqual([...lists[0]].sort(), ['Fra den ene gjesten', 'Fra den som er med i teamet', 'Fra den som leder']);
      for (const list of lists) assert.deepEqual(list, lists[0], 'one order for all');
      const answers = await maja.page.locator('.answers').innerHTML();
      for (const name of [LEADS, MEMBER, 'Ali', 'Bo']) assert.ok(!answers.includes(`>${name}<`), `${name} stands there`);
      await ali.axe('session, answers opened');
    });

    test('the shared screen shows the same, and nobody is signed in on it', async () => {
      await maja.page.getByText(maja.t.session.shared_screen).click();
      await maja.press(maja.t.session.pair);
      const address = maja.page.locator('a[href*="/skjerm/"]');
      await address.waitFor({ state: 'attached' });
      const screen = await Person.at(browser, server, lang, 'the screen', { phone: false });
      await screen.goto(await address.getAttribute('href'));
      await screen.sees('Fra den ene gjesten');
      await screen.sees(code);
      assert.ok(!(await screen.text()).includes('Det Bo holder tilbake'));
      await screen.axe('shared screen');
      await session.next(maja, [henrik, ali, bo], title('sammenlikn'));
      await screen.sees(title('sammenlikn'));
      await screen.leave();
    });

    test('an advance is taken back within ten seconds', async () => {
      await maja.press(maja.t.session.undo);
      await session.arrived(all(), title('alene'));
      await session.next(maja, [henrik, ali, bo], title('sammenlikn'));
    });

    test('in a group step one shares by «Del», and the others see it at once', async () => {
      // The space at the end is not stored, and makes nothing that is open older than what stands.
      await session.write(ali, 'uenige', 'Vi er uenige om pausen ');
      await session.write(henrik, 'uenige', 'Skrevet, men ikke delt');
      await ali.press(ali.t.session.share);
      for (const one of all()) await one.sees(one.page.locator('.answers > li', { hasText: 'Vi er uenige om pausen' }));
      await ali.sees(ali.t.session.open_to_all);
      for (const one of [maja, ali, bo]) assert.ok(!(await one.text()).includes('Skrevet, men ikke delt'));
    });

    test('where a step has two questions, each answer is held back by its own', async () => {
      await maja.press(maja.t.session.open_answers);
      const { held_back } = henrik.t.session;
      const opening = henrik.page.locator('.opening');
      const [frames, disagreed] = [await session.holdBack(henrik, 'rammer'), await session.holdBack(henrik, 'uenige')];
      assert.notEqual(frames, disagreed);
      await henrik.button(disagreed, opening).click();
      await henrik.sees(opening.getByText(held_back));
      assert.equal(await henrik.button(disagreed, opening).count(), 0);
      assert.equal(await henrik.button(frames, opening).count(), 1);
      await henrik.axe('session, two answers about to open', { dark: false });
      await opening.waitFor({ state: 'hidden' });
      for (const one of [maja, ali, bo]) assert.ok(!(await one.text()).includes('Skrevet, men ikke delt'));
    });

    test('one may go back and read, and never ahead', async () => {
      await session.lookBack(ali, title('alene'));
      await ali.sees(ali.t.session.looking_back);
      await ali.sees('Fra den som leder');
      await ali.axe('session, looking back', { dark: false });
      assert.equal(await ali.link(title('var-setning')).count(), 0);
      await ali.link(ali.t.session.to_the_others).click();
      await session.arrived([ali], title('sammenlikn'));
    });

    test('they agree on one thing, and it reads back as a sentence', async () => {
      for (const id of ['var-setning', 'egen-hverdag', 'velg', 'avtale']) await session.next(maja, [henrik, ali, bo], title(id));
      await maja.axe('session, agreeing');
      const terms = {
        situation: 'vi begynner timen',
        action: 'står én av oss i døra',
        sign: 'hvor mange som er i gang',
        keeper: LEADS,
      };
      await session.agree(maja, terms, (types) => session.asleep(maja, types));
      for (const one of all()) await one.sees(one.page.locator('blockquote.agreement', { hasText: 'står én av oss i døra' }));
      await ali.axe('session, agreed');
    });

    test('the session is closed for everyone', async () => {
      await session.close(maja);
      for (const one of all()) await one.sees(one.heading(one.t.session.over));
      await bo.axe('session, over');
      assert.equal(await bo.page.locator('textarea').count(), 0);
    });

    test('the next session opens by itself with what was agreed', async () => {
      const go = await session.plan(maja, team, 'etterarbeid', { followUp: session.day(28) });
      await maja.sees(maja.t.plan.since_last_one);
      code = await go();
      await henrik.goto(maja.page.url());
      await henrik.press(henrik.t.join.go);
      await henrik.page.waitForURL('**/okt/*');
      await maja.press(maja.t.session.start);
      await session.arrived([maja, henrik], maja.t.session.since_last);
      await henrik.sees('står én av oss i døra');
      await maja.axe('session, since last');
    });

    test('they tell how it went, lift what is in the way, and decide', async () => {
      const { report, decide } = henrik.t;
      await session.asleep(henrik, async () => {
        await henrik.page.getByLabel(report.partly, { exact: true }).check();
        await henrik.field(report.seen).fill('Flere var i gang');
        await henrik.page.getByText(report.lift, { exact: true }).click();
        await henrik.field(report.lift_what).fill('Det er bare én av oss på mandager');
      });
      await henrik.sees(henrik.t.session.not_sent);
      await henrik.press(report.send);
      await session.saved(henrik);
      await maja.sees(maja.page.locator('.history', { hasText: 'Flere var i gang' }));
      await maja.axe('session, told', { dark: false });
      await maja.press(decide.keep);
      await henrik.sees(henrik.page.locator('.history', { hasText: decide.kept }));
    });

    test('the team sees what it has changed, and the leader answers what was lifted', async () => {
      await maja.goto(`/${lang}/team/${team}`);
      await maja.sees('står én av oss i døra');
      await maja.sees('Det er bare én av oss på mandager');
      await maja.axe('team, after');
      const anders = await Person.at(browser, server, lang, 'Anders Moen');
      await anders.signInAs('Anders Moen');
      await anders.open('leder');
      await anders.sees('Det er bare én av oss på mandager');
      await anders.axe('leader');
      const lifted = anders.page.locator('article', { hasText: 'Det er bare én av oss på mandager' });
      if (await lifted.locator('summary').count()) await lifted.locator('summary').click();
      await lifted.getByLabel(anders.t.leader.yes, { exact: true }).check();
      await lifted.getByLabel(anders.t.unit_page.why).fill('Timeplanen er flyttet fra mandag.');
      await lifted.getByRole('button', { name: anders.t.unit_page.send }).click();
      await anders.sees('Timeplanen er flyttet fra mandag.');
      for (const text of ['Fra den ene gjesten', 'Vi er uenige om pausen']) {
        assert.ok(!(await anders.text()).includes(text), 'the leader reads no reflections');
      }
      await maja.page.reload();
      await maja.sees('Timeplanen er flyttet fra mandag.');
      await anders.leave();
    });

    test('a report outside a session, from the agreement’s own page', async () => {
      const other = await Person.at(browser, server, lang, 'Elin Vik');
      await other.signInAs('Elin Vik');
      await other.link('Avdeling Bjørka').first().click();
      await other.link(other.t.report.how).first().click();
      await other.page.waitForURL('**/avtale/*');
      await other.axe('report');
      await other.page.getByLabel(other.t.report.done, { exact: true }).check();
      await other.press(other.t.report.send);
      await other.page.waitForURL('**/team/*');
      await other.sees(fill(other.t.agreement.reported, { outcome: other.t.report.done }));
      await other.leave();
    });

    test('the screens around are whole', async () => {
      for (const screen of ['ordliste', 'kilder', 'hjelp', 'personvern', 'tilgjengelighet', 'min-side', 'bli-med', 'finnes-ikke']) {
        await maja.open(screen);
        await maja.axe(screen);
      }
      for (const one of all()) await one.leave();
    });

    test('axe found nothing on any of the screens', () => noHindrance(server));
  });
}
