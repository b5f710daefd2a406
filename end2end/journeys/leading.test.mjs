// Who leads: roles by lot, a step left out, leading given to another, and a leader's phone that has died.
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

    test('roles fall by lot, on a person each, and everyone sees them', async () => {
      const { draw, draw_again, chair, timekeeper, secretary, focus } = maja.t.session;
      await strip(maja).locator('summary', { hasText: draw }).click();
      await strip(maja).getByRole('button', { name: draw, exact: true }).click();
      await maja.sees(strip(maja).getByRole('button', { name: draw_again }));
      for (const person of [maja, eli]) {
        await person.sees(people(person).filter({ hasText: chair }));
        const lines = await people(person).allInnerTexts();
        for (const duty of [chair, timekeeper, secretary, focus]) {
          assert.equal(lines.filter((line) => line.includes(duty)).length, 1, `${duty} in ${lines}`);
        }
      }
      await maja.axe('leading, roles drawn');
    });

    test('a step is left out, and the list says so', async () => {
      await strip(maja).getByRole('button', { name: maja.t.session.skip }).click();
      await session.arrived([maja, ali, eli], title('tre-sider'));
      await eli.page.locator('.reached > summary').click();
      await eli.sees(eli.page.locator('.reached li', { hasText: title('kom-i-gang') }).filter({ hasText: eli.t.session.skipped }));
    });

    test('leading is given to a guest, who goes on with it', async () => {
      const { hand_over, hand_to, hand_now, leads_now, you_lead_now, take_back } = maja.t.session;
      await strip(maja).locator('summary', { hasText: hand_over }).click();
      await maja.field(hand_to).selectOption({ label: 'Ali' });
      await maja.press(hand_now);
      await maja.sees(fill(leads_now, { name: 'Ali' }));
      await maja.sees(maja.button(take_back));
      assert.equal(await strip(maja).count(), 0, 'one leads at a time');
      await ali.sees(you_lead_now);
      await ali.axe('a guest leads');
      await session.next(ali, [maja, eli], title('alene'));
    });

    test('the phone of the one who leads has died: two agree, and the session goes on', async () => {
      await ali.page.close();
      const { leader_gone, claim, claimed, second, wants } = eli.t.session;
      await eli.page.locator('summary', { hasText: leader_gone }).click();
      await eli.press(claim);
      await eli.sees(claimed);
      assert.equal(await strip(eli).count(), 0, 'one alone takes nothing over');
      await session.reloadUntil(bo, fill(wants, { name: 'Eli' }));
      await bo.press(fill(second, { name: 'Eli' }));
      await eli.sees(strip(eli));
      await session.next(eli, [maja], title('sammenlikn'));
    });

    test('the one who facilitates says no to one, and takes leading back', async () => {
      const { leader_gone, claim, keep, take_back, wants } = maja.t.session;
      await maja.press(take_back);
      await maja.sees(strip(maja));
      await eli.seesNoMore(strip(eli));
      await bo.page.reload();
      await bo.page.locator('summary', { hasText: leader_gone }).click();
      await bo.press(claim);
      await maja.sees(fill(wants, { name: 'Bo' }));
      await maja.press(keep);
      await maja.seesNoMore(fill(wants, { name: 'Bo' }));
      await session.next(maja, [eli], title('var-setning'));
    });
  });
}
