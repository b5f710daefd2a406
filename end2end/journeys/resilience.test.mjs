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

    test('what is typed as the session goes on stays where it was begun', async () => {
      await session.answer(bo, 'plassering').focus();
      const typing = bo.page.keyboard.type(' og Bo skriver mens de andre går videre', { delay: 60 });
      await session.next(maja, [ali, bo], title('sammenlikn'));
      await typing;
      for (const prompt of ['rammer', 'uenige']) assert.equal(await session.answer(bo, prompt).inputValue(), '');
      await session.lookBack(bo, title('alene'));
      assert.match(await session.answer(bo, 'plassering').inputValue(), /Bo var ferdig før det skjedde/);
      await bo.link(bo.t.session.to_the_others).click();
    });

    test('a phone out of reach keeps what is written, says so, and sends it when it is back', async () => {
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
      const sent = ali.page.waitForResponse((response) => response.url().endsWith('/api/skriv') && response.ok());
      await session.asleep(ali, () => session.answer(ali, 'uenige').fill('Skrevet på et tregt nett'));
      await sent;
      await session.saved(ali);
      assert.equal(await session.answer(ali, 'uenige').inputValue(), 'Skrevet på et tregt nett');
    });

    test('words that two windows keep while they are out of reach are both there afterwards', async () => {
      const other = new Person(server, lang, ali.context, await ali.context.newPage(), 'Ali ved siden av');
      await other.goto(ali.page.url());
      await ali.context.setOffline(true);
      await session.answer(ali, 'rammer').fill('Skrevet i det ene vinduet');
      await session.answer(other, 'rammer').fill('Skrevet i det andre vinduet');
      for (const window of [ali, other]) await window.sees(window.t.session.kept_here);
      // Both are closed before the network is back.
      const at = ali.page.url();
      await Promise.all([ali.page.close(), other.page.close()]);
      await ali.context.setOffline(false);
      ali = new Person(server, lang, ali.context, await ali.context.newPage(), 'Ali igjen');
      const sent = ali.page.waitForResponse((response) => response.url().endsWith('/api/skriv') && response.ok());
      await ali.goto(at);
      await sent;
      await session.saved(ali);
      const text = await session.answer(ali, 'rammer').inputValue();
      for (const words of ['det ene vinduet', 'det andre vinduet']) assert.ok(text.includes(words), text);
    });

    test('an answer that is lost on its way doubles nothing', async () => {
      let lost = 0;
      await ali.page.route('**/api/skriv', async (route) => {
        await route.fetch();
        lost += 1;
        await route.abort();
      });
      await session.answer(ali, 'uenige').fill('Vi er uenige om pausn');
      await ali.sees(ali.t.session.kept_here);
      assert.ok(lost > 0);
      // Mended in the middle, so that what came and what stands are neither the beginning of the other.
      await session.answer(ali, 'uenige').fill('Vi er uenige om pausen, tror jeg');
      await ali.page.unroute('**/api/skriv');
      await session.saved(ali);
      assert.equal(await session.answer(ali, 'uenige').inputValue(), 'Vi er uenige om pausen, tror jeg');
    });

    test('a network that holds streams back, and then everything', async () => {
      const far = new Person(server, lang, ali.context, await ali.context.newPage(), 'Ali på et tregt nett');
      // The stream is neither answered nor refused.
      await far.page.route(/\/api\/live\/[^/]+$/, () => {});
      await far.goto(ali.page.url());
      // Asked, and never answered: it is said so, nothing is asked meanwhile, and it ends.
      let asked = 0;
      await far.page.route('**/now', () => (asked += 1));
      const gone = (request) => request.url().endsWith('/now');
      const ended = far.page.waitForEvent('requestfailed', { predicate: gone, timeout: 30_000 });
      await far.sees(far.t.session.lost, 20_000);
      assert.equal(asked, 1);
      await ended;
      await far.page.unroute('**/now');
      await far.seesNoMore(far.t.session.lost);
      await far.page.close();
    });

    test('a save that is never answered is given up, and sent again', async () => {
      let held = 0;
      await ali.page.route('**/api/skriv', () => (held += 1), { times: 1 });
      await session.answer(ali, 'uenige').fill('Sendt to ganger');
      await ali.sees(ali.t.session.kept_here);
      assert.equal(held, 1);
      await session.saved(ali);
    });

    test('a browser whose clock is wrong, on a network that holds streams back', async () => {
      const skewed = new Person(server, lang, ali.context, await ali.context.newPage(), 'Ali med feil klokke');
      await skewed.page.addInitScript(() => {
        const now = Date.now;
        window.skew = 3_600_000;
        Date.now = () => now() + window.skew;
      });
      // The stream is neither answered nor refused.
      await skewed.page.route(/\/api\/live\/[^/]+$/, () => {});
      await skewed.goto(ali.page.url());
      const left = async ({ page }) => {
        const [minutes, seconds] = (await page.locator('.time').innerText()).match(/\d+/g).map(Number);
        return 60 * minutes + seconds;
      };
      const right = async () => Math.abs((await left(skewed)) - (await left(maja))) < 4;
      assert.ok(await right(), 'the clock is wrong from the first');
      // What the browser's own clock is set to meanwhile; it has then heard nothing for an hour, and asks.
      const answered = skewed.page.waitForResponse((response) => response.url().endsWith('/now') && response.ok());
      await skewed.page.evaluate(() => (window.skew += 3_600_000));
      await answered;
      await skewed.page.waitForTimeout(1_000);
      assert.ok(await right(), 'the clock is wrong after the answer');
      await skewed.page.close();
    });

    test('the other language is the same place of the session, and takes unsent words along', async () => {
      const nynorsk = ali.page.locator('.session-top').getByRole('link', { name: 'Nynorsk' });
      await session.lookBack(ali, title('alene'));
      assert.match(await nynorsk.getAttribute('href'), /^\/nn\/okt\/[^?]+\?steg=\d+$/);
      const place = new URL(await nynorsk.getAttribute('href'), ali.page.url()).search;
      // At its end: a space before everything is not stored, and the save may come before the click.
      await session.answer(ali, 'plassering').press('Control+End');
      await session.answer(ali, 'plassering').pressSequentially(' og litt til');
      const written = await session.answer(ali, 'plassering').inputValue();
      await nynorsk.click();
      await ali.page.waitForURL(`**/nn/okt/*${place}`);
      await session.holds(session.answer(ali, 'plassering'), written);
      await ali.page.locator('.session-top').getByRole('link', { name: 'Bokmål' }).click();
      await ali.page.waitForURL(`**/nb/okt/*${place}`);
      await ali.link(ali.t.session.to_the_others).click();
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
