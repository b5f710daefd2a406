// From nothing to a closed session without the demo, on a fresh database of each kind: the first invitation, real
// mail, a unit, its leader, a team, its facilitator, its members.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { steps } from '../stage/content.mjs';
import { Mail } from '../stage/mail.mjs';
import { folder, freshPostgres, Server } from '../stage/server.mjs';
import * as session from '../stage/session.mjs';

const databases = { SQLite: () => `sqlite:${folder()}/praksis.db`, PostgreSQL: freshPostgres };

for (const [kind, database] of Object.entries(databases)) {
  const url = database();
  describe(`production from nothing, ${kind}`, { skip: url ? false : 'TEST_POSTGRES_URL is not set' }, () => {
    let browser, mail, server, inga, leif, frida, mia, gjest, link, teamPage;
    const lang = 'nb';
    const title = (id) => steps('okt', lang).find((step) => step.id === id).title;
    const at = (who) => `${who}@fjordvik.example`;

    /** From the invitation's page: an address, the code that was sent there, a name, and back to the invitation. */
    async function signIn(person, address) {
      const { t } = person;
      await person.link(t.invitation.sign_in).click();
      await person.field(t.sign_in.address).fill(address);
      await person.press(t.sign_in.send_code);
      await person.page.waitForURL(/\/logg-inn\/kode(\?|$)/);
      await person.page.locator('#kode').fill(await mail.code(address));
      await person.press(t.sign_in.go);
      await person.page.waitForURL('**/min-side/navn?*');
      await person.field(t.sign_in.name).fill(person.name);
      await person.press(t.sign_in.name_save);
      await person.page.waitForURL('**/invitasjon/*');
    }

    async function accept(person, invitation, address) {
      await person.goto(invitation);
      await person.axe('invitation', { dark: false });
      await signIn(person, address);
      await person.press(person.t.invitation.yes);
    }

    before(async () => {
      [browser, mail] = await Promise.all([launch(), Mail.open()]);
      server = await Server.serve({ DATABASE_URL: url, SMTP_URL: mail.url });
      const people = ['Inga Eier', 'Leif Leder', 'Frida Prosess', 'Mia Medlem', 'Gjest'];
      [inga, leif, frida, mia, gjest] = await Promise.all(
        people.map((name) => Person.at(browser, server, lang, name, { phone: false })),
      );
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
      await mail?.close();
    });

    test('the first owner is invited on the command line, in print and by mail', async () => {
      const printed = await server.run('invite', 'owner', at('inga'), '--name', 'Fjordvik kommune');
      link = printed.match(/https?:\/\/\S+\/invitasjon\/\S+/)[0];
      assert.equal(await mail.link(at('inga')), link);
    });

    test('a mail scanner that opens the link changes nothing', async () => {
      for (const method of ['GET', 'HEAD', 'GET']) {
        const seen = await fetch(link, { method });
        assert.equal(seen.status, 200);
      }
      await accept(inga, link, at('inga'));
      await inga.page.waitForURL('**/eier/*');
      await inga.axe('owner');
    });

    test('an invitation is good once', async () => {
      const other = await Person.at(browser, server, lang, 'En annen');
      await other.goto(link);
      assert.equal(other.status, 410);
      await other.sees(other.t.invitation.used);
      await other.leave();
    });

    test('the owner adds a unit and invites its leader', async () => {
      await inga.field(inga.t.owner_page.name).fill('Fjordvik skole');
      await inga.field(inga.t.owner_page.kind).selectOption({ label: inga.t.unit_kind.school });
      await inga.press(inga.t.owner_page.add_go);
      await inga.page.getByText(inga.t.owner_page.invite_leader).first().click();
      await inga.field(inga.t.owner_page.address).fill(at('leif'));
      await inga.press(inga.t.owner_page.invite_go);
      await inga.sees(inga.t.notice.sent);
      await accept(leif, await mail.link(at('leif')), at('leif'));
      await leif.page.waitForURL('**/leder/*');
    });

    test('the leader says when following was discussed, starts a team, and invites its facilitator', async () => {
      await leif.sees(leif.t.unit_page.discuss_title);
      await leif.field(leif.t.unit_page.discuss_day).fill(session.day());
      await leif.press(leif.t.unit_page.discuss_go);
      await leif.field(leif.t.my_page.team_name).fill('Trinn 1–4');
      await leif.press(leif.t.my_page.start);
      await leif.page.waitForURL(/ok=startet/);
      await leif.field(leif.t.unit_page.invite_team).selectOption({ label: 'Trinn 1–4' });
      await leif.field(leif.t.unit_page.invite_address).fill(at('frida'));
      await leif.press(leif.t.team.invite_one_go);
      await leif.sees(leif.t.notice.sent);
      await accept(frida, await mail.link(at('frida')), at('frida'));
      await frida.page.waitForURL('**/team/*');
      teamPage = frida.page.url().split('?')[0];
    });

    test('the facilitator makes one link for all, and a member says yes to it', async () => {
      await frida.page.locator('#inviter > summary').click();
      await frida.press(frida.t.team.invite_many_go);
      await frida.page.waitForURL('**/del');
      await frida.axe('a link for all', { dark: false });
      const link = await frida.page.locator('main a[href*="/invitasjon/"]').getAttribute('href');
      await accept(mia, link, at('mia'));
      await mia.page.waitForURL('**/team/*');
      assert.equal(mia.page.url().split('?')[0], teamPage);
    });

    test('a whole session, to its close', async () => {
      const code = await (await session.plan(frida, teamPage.split('/').pop(), 'okt'))();
      await mia.goto(frida.page.url());
      await mia.press(mia.t.join.go);
      await mia.page.waitForURL('**/okt/*');
      await session.joinAsGuest(gjest, code);
      await frida.press(frida.t.session.start);
      await session.arrived([frida, mia, gjest], title('kom-i-gang'));
      for (const id of ['tre-sider', 'alene']) await session.next(frida, [mia, gjest], title(id));
      await session.write(mia, 'plassering', 'Fra Mia');
      await session.write(gjest, 'plassering', 'Fra gjesten');
      await frida.press(frida.t.session.open_answers);
      for (const one of [frida, mia, gjest]) {
        await one.sees(one.page.locator('.answers > li'), 20_000);
        assert.deepEqual((await session.opened(one)).sort(), ['Fra Mia', 'Fra gjesten']);
      }
      for (const id of ['sammenlikn', 'var-setning', 'egen-hverdag', 'velg', 'avtale']) {
        await session.next(frida, [mia, gjest], title(id));
      }
      await session.agree(frida, { situation: 'vi kommer inn', action: 'hilser vi', sign: 'hvem som svarer', keeper: 'Mia Medlem' });
      await gjest.sees(gjest.page.locator('blockquote.agreement', { hasText: 'hilser vi' }));
      await session.close(frida);
      for (const one of [frida, mia, gjest]) await one.sees(one.heading(one.t.session.over));
    });

    test('the leader sees the agreement and no reflection', async () => {
      await leif.open('leder');
      await leif.sees('hilser vi');
      assert.doesNotMatch(await leif.text(), /Fra Mia|Fra gjesten/);
    });

    test('a guest can sign in, and take along what was written', async () => {
      await gjest.open('logg-inn');
      await gjest.field(gjest.t.sign_in.address).fill(at('gjest'));
      await gjest.press(gjest.t.sign_in.send_code);
      await gjest.page.locator('#kode').fill(await mail.code(at('gjest')));
      await gjest.press(gjest.t.sign_in.go);
      await gjest.page.waitForURL('**/min-side/navn?*');
      await gjest.field(gjest.t.sign_in.name).fill('Gro Gjest');
      await gjest.press(gjest.t.sign_in.name_save);
      await gjest.page.waitForURL('**/min-side*');
      await gjest.press(gjest.t.my_page.claim);
      await gjest.sees('Fra gjesten');
    });

    test('it is all there after the server has been stopped and started', async () => {
      await server.stop();
      await server.start();
      await mia.goto(teamPage);
      await mia.sees('hilser vi');
      for (const one of [inga, leif, frida, mia, gjest]) await one.leave();
    });

    test('axe found nothing on any of the screens', () => noHindrance(server));
  });
}

describe('production without its configuration', () => {
  test('names all that is missing at once, and does not start', async () => {
    const server = new Server(['serve'], {});
    const said = await server.run('serve').then(
      () => assert.fail('it started'),
      (error) => error.stderr,
    );
    for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'SMTP_URL', 'MAIL_FROM', 'SECRET_KEY', 'NOTES_KEY']) {
      assert.match(said, new RegExp(`${name} is missing`));
    }
  });

  test('a forgotten serve starts no demo', async () => {
    const url = `sqlite:${folder()}/praksis.db`;
    const home = { XDG_DATA_HOME: folder() };
    for (const name of ['PUBLIC_URL', 'SECRET_KEY', 'NOTES_KEY', 'SMTP_URL']) {
      const server = new Server([], { ...home, DATABASE_URL: url, [name]: 'https://praksis.example' });
      await assert.rejects(server.run(), (error) => error.stderr.includes(`${name} is set: did you mean serve?`));
    }
    const invites = new Server([], { ...home, DATABASE_URL: url, PUBLIC_URL: 'https://praksis.example' });
    await invites.run('invite', 'owner', 'inga@fjordvik.example', '--name', 'Fjordvik kommune');
    const demo = new Server([], { ...home, ADDRESS: '127.0.0.1:0', DATABASE_URL: url });
    await assert.rejects(demo.run(), (error) => error.stderr.includes("not the demo's") && error.stderr.includes('serve?'));
  });

  test('the demo listens on this machine alone', async () => {
    const server = new Server([], { ADDRESS: '0.0.0.0:0', XDG_DATA_HOME: folder() });
    await assert.rejects(server.run(), /loopback/);
  });
});
