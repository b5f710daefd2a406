// What goes wrong on an ordinary Thursday: the server dies in the middle of a sentence, and a phone is out of reach.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { steps } from '../stage/content.mjs';
import { folder, freshPostgres, Server } from '../stage/server.mjs';
import * as session from '../stage/session.mjs';

const LEADS = 'Maja Nilsen';
/** The browsers go on by themselves within this, from when the server answers again. */
const GO_ON = 5_000;

const databases = { SQLite: () => `sqlite:${folder()}/midt-i.db`, PostgreSQL: freshPostgres };

for (const [kind, database] of Object.entries(databases)) {
  const url = database();
  describe(`a server that dies in mid-session, ${kind}`, { skip: url ? false : 'TEST_POSTGRES_URL is not set' }, () => {
    let browser, server, maja, ali, bo;
    const lang = 'nb';
    const title = (id) => steps('okt', lang).find((step) => step.id === id).title;

    before(async () => {
      [browser, server] = await Promise.all([launch(), Server.demo({ env: { DATABASE_URL: url } })]);
      maja = await Person.at(browser, server, lang, LEADS, { phone: false });
      ali = await Person.at(browser, server, lang, 'Ali');
      bo = await Person.at(browser, server, lang, 'Bo');
      await maja.signInAs(LEADS);
      await maja.link('Trinn 5–7').first().click();
      const team = maja.page.url().split('/').pop();
      const code = await (await session.plan(maja, team, 'okt'))();
      await session.joinAsGuest(ali, code);
      await session.joinAsGuest(bo, code);
      await maja.press(maja.t.session.start);
      await session.arrived([maja, ali, bo], title('kom-i-gang'));
      await session.next(maja, [ali, bo], title('tre-sider'));
      await session.next(maja, [ali, bo], title('alene'));
    });
    after(async () => {
      await browser?.close();
      await server?.kill();
    });

    test('no word is lost, and the browsers go on by themselves', async () => {
      await session.write(bo, 'plassering', 'Bo var ferdig før det skjedde');
      // Typed key by key, so that some of it is on its way and the last of it nowhere but in the browser.
      const sentence = 'Ali skriver midt i en setning når strømmen går';
      await session.answer(ali, 'plassering').pressSequentially(sentence, { delay: 15 });
      await server.kill();
      await session.answer(ali, 'plassering').pressSequentially(', og skriver videre', { delay: 5 });
      await ali.sees(ali.t.session.kept_here);

      await server.start();
      const back = Date.now();
      await session.saved(ali, GO_ON);
      await maja.press(maja.t.session.more_time);
      await ali.press(ali.t.session.ready);
      // Only an open stream brings this: nobody has loaded the page again.
      await bo.sees(session.readyOf(bo, 1, 3), GO_ON);
      await maja.sees(session.readyOf(maja, 1, 3), GO_ON);
      const took = Date.now() - back;
      console.log(`${kind}: everyone was going on ${took} ms after the server answered again`);
      assert.ok(took < GO_ON, `it took ${took} ms`);

      await maja.press(maja.t.session.open_answers);
      await maja.sees(maja.page.locator('.answers > li'), 20_000);
      assert.deepEqual((await session.opened(maja)).sort(), [
        `${sentence}, og skriver videre`,
        'Bo var ferdig før det skjedde',
      ]);
    });

    test('a phone out of reach keeps what is written, says so, and sends it when it is back', async () => {
      await session.next(maja, [ali, bo], title('sammenlikn'));
      await ali.context.setOffline(true);
      await session.answer(ali, 'rammer').fill('Skrevet i heisen');
      await ali.sees(ali.t.session.kept_here);
      await ali.axe('session, out of reach', { dark: false });
      await ali.context.setOffline(false);
      await session.saved(ali, GO_ON);
      await ali.page.reload();
      assert.equal(await session.answer(ali, 'rammer').inputValue(), 'Skrevet i heisen');
    });

    test('a window that was closed before it could send loses nothing', async () => {
      await bo.context.setOffline(true);
      await session.answer(bo, 'rammer').fill('Skrevet rett før telefonen gikk tom');
      await bo.sees(bo.t.session.kept_here);
      const at = bo.page.url();
      await bo.page.close();
      await bo.context.setOffline(false);
      const again = new Person(server, lang, bo.context, await bo.context.newPage(), 'Bo igjen');
      const sent = again.page.waitForResponse((response) => response.url().endsWith('/api/skriv') && response.ok());
      await again.goto(at);
      await sent;
      await session.saved(again);
      assert.equal(await session.answer(again, 'rammer').inputValue(), 'Skrevet rett før telefonen gikk tom');
      // The server has it now, and a shared machine would keep nobody's words.
      const kept = await again.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('utkast/')));
      assert.deepEqual(kept, []);
    });

    test('what is typed before the page has woken is not lost', async () => {
      let wake;
      const woken = new Promise((resolve) => (wake = resolve));
      await ali.page.route('**/*.wasm', async (route) => {
        await woken;
        await route.continue();
      });
      await ali.page.reload({ waitUntil: 'commit' });
      await session.answer(ali, 'uenige').fill('Skrevet på et tregt nett');
      const sent = ali.page.waitForResponse((response) => response.url().endsWith('/api/skriv') && response.ok());
      wake();
      await sent;
      await session.saved(ali);
      assert.equal(await session.answer(ali, 'uenige').inputValue(), 'Skrevet på et tregt nett');
      await ali.page.unroute('**/*.wasm');
    });

    test('a facilitator’s browser that is gone is no end: another window goes on', async () => {
      const at = maja.page.url();
      await maja.page.close();
      const again = new Person(server, lang, maja.context, await maja.context.newPage(), 'Maja igjen');
      await again.goto(at);
      await session.next(again, [ali], title('var-setning'));
    });

    test('axe found nothing', () => noHindrance(server));
  });
}
