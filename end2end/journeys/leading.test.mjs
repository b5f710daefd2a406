// Leading: a step left out, and groups by lot.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, Person } from '../stage/browser.mjs';
import { steps } from '../stage/content.mjs';
import { Server } from '../stage/server.mjs';
import * as session from '../stage/session.mjs';
import { fill } from '../stage/words.mjs';

const LEADS = 'Maja Nilsen';

for (const lang of ['nb', 'nn']) {
  describe(`leading, ${lang}`, () => {
    let browser, server, maja, ali, bo, eli;
    const title = (id) => steps('okt', lang).find((step) => step.id === id).title;
    const strip = (person) => person.page.locator('section.leading');
    const people = (person) => person.page.locator('.people > li');

    before(async () => {
      [browser, server] = await Promise.all([launch(), Server.demo()]);
      maja = await Person.at(browser, server, lang, LEADS, { phone: false });
      ali = await Person.at(browser, server, lang, 'Ali');
      bo = await Person.at(browser, server, lang, 'Bo', { script: false });
      eli = await Person.at(browser, server, lang, 'Eli');
      await maja.signInAs(LEADS);
      await maja.link('Trinn 5–7').first().click();
      const team = maja.page.url().split('/').pop();
      const code = await (await session.plan(maja, team, 'okt'))();
      for (const guest of [ali, bo, eli]) await session.joinAsGuest(guest, code);
      await maja.press(maja.t.session.start);
      await session.arrived([maja, ali, eli], title('kom-i-gang'));
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    test('groups are made by lot, and everyone sees who sits where', async () => {
      const { groups, make_groups, make_groups_again, group_n } = maja.t.session;
      await strip(maja).locator('summary', { hasText: groups }).click();
      await strip(maja).getByRole('button', { name: make_groups, exact: true }).click();
      await maja.sees(strip(maja).getByRole('button', { name: make_groups_again }));
      for (const person of [maja, eli]) {
        await person.sees(people(person).filter({ hasText: fill(group_n, { n: 1 }) }));
        const lines = await people(person).allInnerTexts();
        const seated = lines.filter((line) => /\d/.test(line));
        assert.equal(seated.length, lines.length, `everyone sits somewhere: ${lines}`);
      }
      await maja.axe('leading, groups made');
    });

    test('a step is left out, and the list says so', async () => {
      await strip(maja).getByRole('button', { name: maja.t.session.skip }).click();
      await session.arrived([maja, ali, eli], title('tre-sider'));
      await eli.page.locator('.reached > summary').click();
      await eli.sees(eli.page.locator('.reached li', { hasText: title('kom-i-gang') }).filter({ hasText: eli.t.session.skipped }));
    });
  });
}
