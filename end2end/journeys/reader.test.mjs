// What a reader has besides the text, all of it without a script: meanings that open where a word stands, links to
// headings, a page for each term, and paper.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { Server } from '../stage/server.mjs';

const MODULE = 'moduler/hva-er-inkludering';
const PAGE = `${MODULE}/innledning`;

describe('a reader without a script', () => {
  let browser, server;
  before(async () => ([browser, server] = await Promise.all([launch(), Server.demo()])));
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const term = (person) => person.page.locator('button.term').first();
  const meaning = (person) => person.page.locator('.definition').first();

  for (const lang of ['nb', 'nn']) {
    test(`a meaning opens by mouse and by keyboard, and closes again, ${lang}`, async () => {
      const reader = await Person.at(browser, server, lang, 'a reader', { script: false, phone: false });
      await reader.open(PAGE);
      assert.equal(await meaning(reader).isVisible(), false);
      const links = reader.page.locator('a.term:has(+ button.term)');
      assert.ok((await links.count()) > 0);
      assert.equal(await links.first().isVisible(), false, 'the word stands there once');

      await term(reader).click();
      assert.ok(await meaning(reader).isVisible());
      const [word, box] = [await term(reader).boundingBox(), await meaning(reader).boundingBox()];
      assert.ok(box.x >= 0 && box.x + box.width <= 1280 && box.y >= 0 && box.y + box.height <= 800, 'all of it is seen');
      assert.ok(Math.abs(box.y - (word.y + word.height)) < 40, 'it stands at the word');
      await reader.page.mouse.click(5, 400);
      assert.equal(await meaning(reader).isVisible(), false, 'a press outside closes it');

      await term(reader).focus();
      await reader.page.keyboard.press('Enter');
      assert.ok(await meaning(reader).isVisible());
      await reader.page.keyboard.press('Tab');
      const focused = reader.page.locator('.definition a:focus');
      assert.equal(await focused.count(), 1, 'what is in it comes next');
      await reader.page.keyboard.press('Escape');
      assert.equal(await meaning(reader).isVisible(), false);
      assert.ok(await term(reader).evaluate((button) => button === document.activeElement), 'and one is back at the word');

      await term(reader).click();
      await reader.page.locator('.definition a').first().click();
      await reader.page.waitForURL(`**/${lang}/ordliste/*`);
      assert.equal(await reader.page.locator('h1').count(), 1);
      const other = lang === 'nb' ? 'nn' : 'nb';
      const path = new URL(reader.page.url()).pathname;
      await reader.page.locator(`.tools a[hreflang="${other}"]`).click();
      assert.equal(new URL(reader.page.url()).pathname, path.replace(`/${lang}/`, `/${other}/`));
      await reader.leave();
    });

    test(`axe finds nothing on a term's page, nor beside an open meaning, ${lang}`, async () => {
      const reader = await Person.at(browser, server, lang, 'a reader');
      await reader.open('ordliste/opplevd-inkludering');
      await reader.axe('a term');
      await reader.open('ordliste/adhd');
      await reader.axe('a term that nothing uses');
      await reader.open(PAGE);
      await term(reader).click();
      await reader.axe('an open meaning');
      await reader.leave();
      noHindrance(server);
    });
  }

  test('a meaning opens by touch, within the thumb’s reach', async () => {
    const context = await browser.newContext({ hasTouch: true, isMobile: true, javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const reader = new Person(server, 'nb', context, await context.newPage(), 'a reader');
    await reader.open(PAGE);
    await term(reader).tap();
    const box = await meaning(reader).boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 360 && Math.abs(box.y + box.height - 740) < 2, JSON.stringify(box));
    await reader.page.locator('.definition button').first().tap();
    assert.equal(await meaning(reader).isVisible(), false);
    await reader.leave();
  });

  test('a browser that knows no popovers has a link', async () => {
    const html = await (await fetch(`${server.url}/nb/${PAGE}`)).text();
    const bare = html.replace(/<link rel="stylesheet"[^>]*>/, '');
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.setContent(bare);
    assert.ok(await page.locator('a.term').first().isVisible());
    assert.equal(await page.locator('button.term').first().isVisible(), false);
    await context.close();
  });

  test('a heading has a link to itself that is no part of its words', async () => {
    const reader = await Person.at(browser, server, 'nb', 'a reader', { script: false, phone: false });
    await reader.open(PAGE);
    const heading = reader.page.locator('.prose h2[id]').nth(1);
    const words = (await heading.innerText()).trim();
    assert.equal(await reader.page.getByRole('heading', { name: words, exact: true }).count(), 1);
    const link = reader.link(`Lenke til «${words}»`);
    await link.focus();
    assert.ok(Number(await link.evaluate((one) => getComputedStyle(one).opacity)) === 1, 'it is seen when it has the focus');
    await reader.page.keyboard.press('Enter');
    assert.equal(decodeURIComponent(new URL(reader.page.url()).hash.slice(1)), await heading.getAttribute('id'));
    await reader.leave();
  });

  test('on paper everything is open, and nothing is there that paper cannot do', async () => {
    const reader = await Person.at(browser, server, 'nb', 'a reader', { phone: false });
    for (const screen of [PAGE, `${MODULE}/okt`, `${MODULE}/eksempler`, 'ordningen/arshjul', 'ordliste/adhd', `${MODULE}/okt?skriv-ut=alt`, `${MODULE}?skriv-ut=alt`]) {
      await reader.open(screen);
      await reader.page.emulateMedia({ media: 'print' });
      const seen = (selector) => reader.page.locator(`${selector} >> visible=true`).count();
      for (const gone of ['.head', '.foot', '.turn', '.anchor', 'button', 'form', 'iframe', '.definition', 'nav']) {
        assert.equal(await seen(gone), 0, `${gone} on the paper of ${screen}`);
      }
      const boxes = reader.page.locator('details.callout > :not(summary, .callout-why)');
      const folded = await boxes.evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height === 0).length);
      assert.equal(folded, 0, `something is folded on the paper of ${screen}`);
      const pdf = await reader.page.pdf({ format: 'A4' });
      assert.ok(pdf.length > 5000, screen);
      await reader.page.emulateMedia({ media: 'screen' });
    }
    for (const screen of [`${MODULE}/okt?skriv-ut=ja`, `${MODULE}?skriv-ut=ja`]) {
      await reader.open(screen);
      const leads = reader.page.locator('[data-kind="prosessleder"]');
      assert.ok((await leads.count()) > 0 && (await leads.first().isHidden()), `what the leader needs is left out of ${screen}`);
    }
    await reader.leave();
  });
});
