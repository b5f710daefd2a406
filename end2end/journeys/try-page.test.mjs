// An editor without git writes a page, mends what the check names, sees it as readers and as a team will, and takes out
// both files, which then pass the check where they are laid. No page of it has a script.
import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { MODULE } from '../stage/content.mjs';
import { folder, Server } from '../stage/server.mjs';
import { fill } from '../stage/words.mjs';

const CONTENT = join(import.meta.dirname, '../../content');
const NAME = '25-garderoben';

for (const [lang, phone] of [['nb', false], ['nn', true]]) {
  describe(`an editor tries a page, ${lang}`, () => {
    let browser, server, tale, t;
    const text = (of) => tale.page.locator(`#tekst-${of}`);
    const found = (of) => tale.page.locator(`section[aria-labelledby="funnet-${of}"] .lines > li`);
    const change = async (of, from, to) => {
      const before = await text(of).inputValue();
      assert.ok(before.includes(from), `${from} stands in the text`);
      await text(of).fill(before.replace(from, to));
    };

    before(async () => {
      [browser, server] = await Promise.all([launch(), Server.demo()]);
      tale = await Person.at(browser, server, lang, 'Tale Haug', { phone });
      t = tale.t.trial;
      await tale.signInAs('Tale Haug');
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    test('begins with a template, from the editors’ page', async () => {
      await tale.open('redaktor');
      await tale.link(t.door).click();
      await tale.axe('trial, begun');
      await tale.field(t.from).selectOption('mal/b');
      await tale.press(t.fetch);
      assert.match(await text('nb').inputValue(), /^---\ntittel: Økt/);
      assert.match(await text('nn').inputValue(), /Tenk åleine/);
      assert.equal(await tale.page.locator('script').count(), 0);
    });

    test('a name is missing: that is said beside its field, and every word stands', async () => {
      const typed = await text('nn').inputValue();
      await tale.press(t.go);
      assert.equal(tale.page.url(), `${server.url}/${lang}/redaktor/prov`);
      await tale.sees(t.name_wrong);
      await tale.axe('trial, refused', { dark: false });
      assert.equal(await text('nn').inputValue(), typed);
      await tale.field(t.name).fill(NAME);
    });

    test('three faults are named at their lines', async () => {
      await change('nb', '{#tenk .individ min=5}', '{#tenk .individ}');
      await change('nb', 'Ta fram det', 'Ta fram [forarbeidet](90-borte.md) og det');
      await change('nn', '{#rammer .spørsmål deles=plenum}', '{#rammer .spørsmål}');
      await tale.press(t.go);
      const nb = await found('nb').allInnerTexts();
      assert.ok(nb.some((one) => one.includes('min=') && one.includes('## Tenk alene')), nb.join('\n'));
      assert.ok(nb.some((one) => one.includes('«90-borte.md» finnes ikke')), nb.join('\n'));
      const nn = await found('nn').allInnerTexts();
      assert.ok(nn.some((one) => one.includes('deles=')), nn.join('\n'));
      const line = (await text('nb').inputValue()).split('\n').findIndex((one) => one.includes('90-borte')) + 1;
      const at = fill(t.at, { line, column: 9 });
      const way = found('nb').filter({ hasText: '90-borte' }).getByRole('link', { name: at });
      assert.equal(await way.getAttribute('href'), '#tekst-nb');
      await tale.axe('trial, with faults');
    });

    test('they are mended, and the page is seen as a page and as a session', async () => {
      await change('nb', '{#tenk .individ}', '{#tenk .individ min=5}');
      await change('nb', '[forarbeidet](90-borte.md) og ', '');
      await change('nn', '{#rammer .spørsmål}', '{#rammer .spørsmål deles=plenum}');
      await tale.press(t.go);
      await tale.sees(t.no_problems);
      assert.equal(await tale.page.locator('script').count(), 0);
      const page = tale.page.locator('section[aria-labelledby="slik-blir-siden"] details[open]');
      assert.equal(await page.count(), 2, 'both languages are open');
      await tale.sees(page.first().getByRole('heading', { level: 1 }));
      const session = tale.page.locator('section[aria-labelledby="slik-blir-okta"]');
      assert.equal(await session.locator('details[open] > .text ol > li h3').count(), 8);
      await tale.sees(session.getByText(lang === 'nb' ? '2. Tenk åleine' : '2. Tenk alene'));
      await tale.sees(session.getByText(fill(t.in_all, { n: 4, minutes: '40 min' })).first());
      await tale.axe('trial, seen');
      const wide = await tale.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `nothing is wider than the screen: ${wide}`);
    });

    test('both files are taken out, and pass the check where they belong', async () => {
      const content = folder();
      cpSync(CONTENT, content, { recursive: true });
      const module = join(content, 'moduler', readdirSync(join(content, 'moduler')).find((one) => one.endsWith(MODULE)));
      for (const [of, button] of [['nb', t.file_nb], ['nn', t.file_nn]]) {
        const [download] = await Promise.all([tale.page.waitForEvent('download'), tale.press(button)]);
        assert.equal(download.suggestedFilename(), `${NAME}.${of}.md`);
        copyFileSync(await download.path(), join(module, `${NAME}.${of}.md`));
      }
      appendFileSync(join(content, 'id-er.txt'), `${await tale.page.locator('pre.source').innerText()}\n`);
      const said = await server.run('check', content);
      assert.doesNotMatch(said, new RegExp(NAME));
      await tale.leave();
    });

    test('axe found nothing on any of the screens', () => noHindrance(server));
  });
}
