// Searching: from any page to the very heading, without a script, on a phone and on a laptop, in both languages.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { Server } from '../stage/server.mjs';
import { weigh } from '../stage/weight.mjs';
import { fill } from '../stage/words.mjs';

const NARROW = { width: 360, height: 740 };

/** What is asked in each language, with a slip of the finger in it, and the heading that it leads to. */
const ASKED = {
  nb: { words: 'felleskapet flytter', heading: 'Fellesskapet flytter seg', kind: 'begrep' },
  nn: { words: 'felleskapet flyttar', heading: 'Fellesskapet flyttar seg', kind: 'begrep' },
};

describe('searching', () => {
  let browser, server;
  before(async () => ([browser, server] = await Promise.all([launch(), Server.demo()])));
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const fits = async ({ page }, where) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${where} is ${wide} px too wide`);
  };

  for (const lang of ['nb', 'nn']) {
    const { words, heading, kind } = ASKED[lang];

    test(`from a reading page on a phone to the heading, without a script, ${lang}`, async () => {
      const reader = await Person.at(browser, server, lang, 'a reader', { script: false });
      const { page, t } = reader;
      await page.setViewportSize(NARROW);
      await reader.open('moduler');
      await fits(reader, 'the head');
      await page.getByRole('search').getByRole('button', { name: t.search.go }).click();
      await page.waitForURL(`**/${lang}/sok?q=`);
      await fits(reader, 'the empty search');
      await page.getByRole('searchbox').fill(words);
      await reader.press(t.search.go);
      await page.getByRole('status').waitFor();
      assert.match(await page.getByRole('status').innerText(), new RegExp(`«${words}»`));
      assert.equal(await page.getByRole('searchbox').inputValue(), words, 'the question is kept');
      assert.match(await page.title(), new RegExp(`^${words} – `));
      assert.ok((await page.locator('main mark').count()) > 1, 'the words are marked');
      await fits(reader, 'the hits');
      await page.getByRole('link', { name: heading }).first().click();
      const target = page.locator(':target');
      assert.equal((await target.innerText()).trim(), heading);
      await reader.leave();
    });

    test(`narrowed on a laptop, from the field in the head, ${lang}`, async () => {
      const reader = await Person.at(browser, server, lang, 'a reader', { script: false, phone: false });
      const { page, t } = reader;
      await reader.open('ordliste');
      await page.getByRole('searchbox').fill('inkluder');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/sok?q=inkluder');
      const all = await page.locator('.hits > li').count();
      await page.getByText(t.search.narrow).click();
      await reader.field(t.search.thing).selectOption(kind);
      await reader.press(t.search.show);
      await page.waitForURL('**slag=begrep**');
      const some = await page.locator('.hits > li').count();
      assert.ok(some > 0 && some < all, `${some} of ${all}`);
      assert.equal(await reader.field(t.search.thing).inputValue(), kind, 'the choice is kept');
      await reader.link(t.search.widen).click();
      assert.equal(await page.locator('.hits > li').count(), all);
      await reader.open('sok?q=xyzzy');
      await reader.sees(fill(t.search.none, { words: 'xyzzy' }));
      await reader.sees(t.search.nothing);
      await reader.leave();
    });

    test(`axe finds nothing, and nothing is pushed sideways, ${lang}`, async () => {
      const reader = await Person.at(browser, server, lang, 'a reader');
      const screens = ['sok', 'sok?q=inkluder', 'sok?q=inkluder&arena=skole&fase=a', 'sok?q=xyzzy', `sok?q=${'a'.repeat(300)}`];
      for (const screen of screens) {
        await reader.open(screen);
        assert.equal(reader.status, 200);
        await reader.axe(screen);
        for (const width of [1280, 360, 320]) {
          await reader.page.setViewportSize({ width, height: 740 });
          await fits(reader, `${screen} at ${width}`);
        }
      }
      await reader.leave();
      noHindrance(server);
    });
  }

  test('it loads no script and holds the budget of a reading page', async () => {
    const { bytes, requests } = await weigh(browser, `${server.url}/nb/sok?q=inkludering`);
    assert.ok(bytes <= 60 * 1024 && requests.length <= 6, `${bytes} bytes in ${requests.length} requests`);
    assert.deepEqual(requests.filter((url) => /\.(js|wasm)(\?|$)/.test(url)), []);
  });

  test('whoever is signed in has a head that fits on a phone', async () => {
    const maja = await Person.at(browser, server, 'nb', 'Maja Nilsen');
    await maja.signInAs('Maja Nilsen');
    await maja.page.setViewportSize(NARROW);
    await maja.open('moduler');
    await fits(maja, 'the head');
    const box = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());
    const doors = await box(maja.page.getByRole('navigation', { name: maja.t.frame.menu, exact: true }));
    const search = await box(maja.page.getByRole('search'));
    assert.ok(doors.top < search.bottom && search.top < doors.bottom, 'the search stands beside the doors');
    await maja.leave();
  });
});
