// The reading pages: readable without a script, within their budget, and with no link that leads nowhere.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { Server } from '../stage/server.mjs';
import { weigh } from '../stage/weight.mjs';

const REQUESTS = 6;
const BYTES = 60 * 1024;
const LIVE_BYTES = 300 * 1024;

describe('reading', () => {
  let browser, server;
  before(async () => ([browser, server] = await Promise.all([launch(), Server.demo()])));
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Every address of ours that a page links to. */
  async function links(path) {
    const html = await (await fetch(server.url + path)).text();
    const hrefs = [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, href]) => href.replace(/&amp;/g, '&'));
    const all = hrefs.map((href) => new URL(href, server.url + path));
    return { html, all: all.filter(({ origin }) => origin === server.url) };
  }

  /** The modules, the scheme around them, and every page under them; the library and the sources. */
  async function pages(lang) {
    const doors = [`/${lang}/moduler`, `/${lang}/ordningen`];
    const found = new Set([...doors, `/${lang}/ressurser`, `/${lang}/kilder`]);
    for (const path of found) {
      for (const { pathname } of (await links(path)).all) if (doors.some((door) => pathname.startsWith(door))) found.add(pathname);
    }
    return [...found];
  }

  for (const lang of ['nb', 'nn']) {
    test(`every link on the modules and the pages under them leads somewhere, ${lang}`, async () => {
      const under = await pages(lang);
      assert.ok(under.length >= 20, `only ${under.length} pages were found`);
      const seen = new Map();
      for (const path of under) {
        for (const to of (await links(path)).all) {
          const address = to.origin + to.pathname + to.search;
          if (!seen.has(address)) {
            const response = await fetch(address);
            seen.set(address, { status: response.status, html: await response.text() });
          }
          const { status, html } = seen.get(address);
          assert.equal(status, 200, `${path} links to ${to.pathname}`);
          const anchor = decodeURIComponent(to.hash.slice(1));
          if (anchor) assert.ok(html.includes(`id="${anchor}"`), `${path} links to ${to.pathname}#${anchor}`);
        }
      }
    });

    test(`each holds the budget, loads no script, and is readable without one, ${lang}`, async () => {
      let heaviest = { bytes: 0 };
      for (const path of await pages(lang)) {
        const weight = await weigh(browser, server.url + path);
        assert.ok(weight.requests.length <= REQUESTS, `${path}: ${weight.requests.join(' ')}`);
        assert.ok(weight.bytes <= BYTES, `${path} weighs ${weight.bytes} bytes`);
        assert.deepEqual(weight.requests.filter((url) => /\.(js|wasm)(\?|$)/.test(url)), [], path);
        if (weight.bytes > heaviest.bytes) heaviest = { path, ...weight };
      }
      console.log(`heaviest: ${heaviest.path}, ${heaviest.bytes} bytes in ${heaviest.requests.length} requests`);
      const reader = await Person.at(browser, server, lang, 'a reader', { script: false });
      for (const path of await pages(lang)) {
        await reader.goto(path);
        assert.equal(reader.status, 200);
        assert.ok((await reader.page.locator('main').innerText()).length > 200, `${path} says next to nothing`);
        assert.equal(await reader.page.locator('script').count(), 0, path);
      }
      await reader.leave();
    });

    test(`axe finds nothing on any of them, ${lang}`, async () => {
      const reader = await Person.at(browser, server, lang, 'a reader');
      for (const path of await pages(lang)) {
        await reader.goto(path);
        await reader.axe(path, { dark: /okt$|arshjul$|ressurser$|moduler$/.test(path) });
      }
      await reader.leave();
      noHindrance(server);
    });
  }

  test('nothing is pushed sideways on a narrow phone, nor at 400 % zoom', async () => {
    const reader = await Person.at(browser, server, 'nb', 'a reader');
    // A laptop of 1280 pixels at 400 % is 320 wide.
    for (const width of [360, 320]) {
      await reader.page.setViewportSize({ width, height: 640 });
      for (const path of ['/nb', '/nb/bli-med', '/nb/logg-inn', '/nb/ordliste', '/nb/personvern', ...(await pages('nb'))]) {
        await reader.goto(path);
        const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${path} is ${wide} px too wide at ${width}`);
      }
    }
    await reader.leave();
  });

  test('no page allows inline code, and only a page with islands allows a script at all', async () => {
    for (const path of ['/nb', '/nb/moduler', '/nb/logg-inn', '/nb/bli-med', '/nb/finnes-ikke', '/healthz']) {
      const policy = (await fetch(server.url + path)).headers.get('content-security-policy');
      assert.match(policy, /default-src 'none'/, path);
      assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/, path);
      assert.doesNotMatch(policy, /script-src/, path);
      assert.match(policy, /frame-ancestors 'none'/, path);
    }
  });

  test('a page is answered in its language, and the front door goes by the browser’s', async () => {
    const to = async (languages) => (await fetch(server.url, { redirect: 'manual', headers: { 'accept-language': languages } })).headers.get('location');
    assert.equal(await to('nn-NO,nn;q=0.9,nb;q=0.8'), '/nn');
    assert.equal(await to('en-GB'), '/nb');
    for (const lang of ['nb', 'nn']) {
      const html = await (await fetch(`${server.url}/${lang}/moduler`)).text();
      assert.match(html, new RegExp(`<html lang="${lang}"`));
    }
  });

  test('the live session page holds its budget', async () => {
    const maja = await Person.at(browser, server, 'nb', 'Maja Nilsen', { phone: false });
    await maja.signInAs('Maja Nilsen');
    await maja.link('Trinn 5–7').first().click();
    // The session itself, and not its file for a calendar or its minutes.
    const sessions = maja.page.locator('a[href*="/okt/"]:not([href*="/okt/"][href*="/kalender"]):not([href$="/referat"])');
    await sessions.first().click();
    await maja.page.waitForURL('**/okt/*');
    const weight = await weigh(browser, maja.page.url(), await maja.context.cookies());
    console.log(`live session: ${weight.bytes} bytes in ${weight.requests.length} requests`);
    assert.ok(weight.requests.some((url) => url.endsWith('.wasm')), 'it has its script');
    assert.ok(weight.bytes <= LIVE_BYTES, `${weight.bytes} bytes`);
    const policy = (await maja.goto(maja.page.url())).headers()['content-security-policy'];
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
    assert.match(policy, /script-src 'self' 'nonce-/);
    await maja.leave();
  });
});
