// Between meetings, by mail alone: the weekly digest comes by real SMTP, its link tells in two taps without signing in
// and without JavaScript, the team sees it, and one press stops the mail. On a fresh database of each kind.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { steps } from '../stage/content.mjs';
import { Mail } from '../stage/mail.mjs';
import { folder, freshPostgres, Server } from '../stage/server.mjs';
import * as session from '../stage/session.mjs';

const databases = { SQLite: () => `sqlite:${folder()}/praksis.db`, PostgreSQL: freshPostgres };
const KARI = 'kari@fjordvik.example';
const OLA = 'ola@fjordvik.example';

for (const [kind, database] of Object.entries(databases)) {
  const url = database();
  describe(`told by a link, ${kind}`, { skip: url ? false : 'TEST_POSTGRES_URL is not set' }, () => {
    let browser, mail, server, kari, ola, eye, teamPage, letter, link;
    const course = steps('okt', 'nb');

    /** Signs in with the code that is sent, and says a name. */
    async function signIn(person, address, to) {
      const { t } = person;
      await person.goto(to);
      await person.field(t.sign_in.address).fill(address);
      await person.press(t.sign_in.send_code);
      await person.page.waitForURL(/\/logg-inn\/kode(\?|$)/);
      await person.page.locator('#kode').fill(await mail.code(address));
      await person.press(t.sign_in.go);
      await person.field(t.sign_in.name).fill(person.name);
      await person.press(t.sign_in.name_save);
    }

    /** Lets axe look at an address, as somebody or as nobody. */
    async function look(screen, address, { as, ...how } = {}) {
      await eye.context.clearCookies();
      if (as) await eye.context.addCookies(await as.context.cookies());
      await eye.goto(address);
      await eye.axe(screen, how);
    }

    /** As when the server was down for a while: what is due is looked for when it comes back. */
    async function again() {
      await server.stop();
      await server.start();
    }

    before(async () => {
      [browser, mail] = await Promise.all([launch(), Mail.open()]);
      // A journey may be walked on a Sunday night.
      server = await Server.serve({ DATABASE_URL: url, SMTP_URL: mail.url, REMINDERS: 'always' });
      const without = { script: false };
      kari = await Person.at(browser, server, 'nb', 'Kari Prosess', { ...without, phone: false });
      ola = await Person.at(browser, server, 'nn', 'Ola Medlem', without);
      // Axe needs a script to run in, so it looks through a browser of its own.
      eye = await Person.at(browser, server, 'nb', 'Den som ser etter');
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
      await mail?.close();
    });

    test('a team meets and agrees on something for today', async () => {
      await signIn(kari, KARI, '/nb/logg-inn?til=/nb/min-side');
      await kari.page.waitForURL('**/min-side');
      await kari.field(kari.t.my_page.team_name).fill('Trinn 1–4');
      await kari.press(kari.t.my_page.start);
      await kari.page.waitForURL('**/team/*');
      teamPage = kari.page.url().split('?')[0];
      await kari.page.locator('#inviter > summary').click();
      await kari.press(kari.t.team.invite_many_go);
      await kari.page.waitForURL('**/del');
      const invitation = (await kari.page.locator('main a[href*="/invitasjon/"]').getAttribute('href')).replace('/nb/', '/nn/');
      await ola.goto(invitation);
      await signIn(ola, OLA, await ola.link(ola.t.invitation.sign_in).getAttribute('href'));
      await ola.press(ola.t.invitation.yes);
      await ola.page.waitForURL('**/team/*');

      await (await session.plan(kari, teamPage.split('/').pop(), 'okt', { followUp: session.day() }))();
      await kari.press(kari.t.session.start);
      await session.arrived([kari], course[0].title);
      for (const { title } of course.slice(1)) await session.next(kari, [], title);
      await session.agree(kari, { situation: 'vi går inn', action: 'venter vi på alle', sign: 'hvem som er sist', keeper: 'Ola' });
      await kari.sees(kari.page.locator('blockquote.agreement', { hasText: 'venter vi på alle' }));
      await session.close(kari);
    });

    test('the page about mail shows the letter as it will be', async () => {
      await kari.open('min-side');
      await look('my page', '/nb/min-side', { as: kari, dark: false });
      await kari.link(kari.t.letters.preview).click();
      await kari.sees(kari.t.digest.tell);
      await look('the letter shown', '/nb/min-side/e-post', { as: kari });
      await kari.link(kari.t.letters.preview_html).click();
      await kari.sees('venter vi på alle');
      await look('the letter in HTML', '/nb/min-side/e-post.html', { as: kari });
    });

    test('each gets one letter, in their own language, when the server comes back', async () => {
      await again();
      letter = await mail.next(OLA);
      const hers = await mail.next(KARI);
      assert.match(letter.raw, /^Subject: Denne veka i Inkluderande praksis\r$/m);
      assert.match(hers.raw, /^Subject: Denne uken i Inkluderende praksis\r$/m);
      link = letter.text.match(/https?:\/\/\S+\/e\/\S+/)[0];
      assert.ok(letter.html.includes(link) && letter.text.includes('venter vi på alle'));
      assert.ok(!hers.text.includes(link), 'a link is one person’s');
      assert.match(letter.raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
      await again();
      assert.equal(mail.all.length, 0, 'one a week');
    });

    test('a mail scanner that opens the link tells nothing', async () => {
      for (const method of ['GET', 'HEAD', 'GET']) assert.equal((await fetch(link, { method })).status, 200);
      await kari.goto(teamPage);
      assert.ok(!(await kari.text()).includes(kari.t.report.partly));
    });

    test('two taps: the link, and a button; a number is refused and no word is lost', async () => {
      // Signed in nowhere: another browser than the one the team was joined in.
      const phone = await Person.at(browser, server, 'nn', 'Ola Medlem', { script: false });
      await phone.goto(link);
      await phone.sees('venter vi på alle');
      await look('telling by a link', link);
      await phone.page.getByText(phone.t.tell.say, { exact: true }).click();
      await phone.field(phone.t.report.seen).fill('24850900163 kom sist');
      await phone.press(phone.t.report.partly);
      await phone.sees(phone.t.fault.national_id);
      const kept = phone.field(phone.t.report.seen);
      assert.equal(await kept.inputValue(), '24850900163 kom sist');
      await kept.fill('Fleire venta');
      await phone.press(phone.t.fault.retry);
      await phone.page.waitForURL('**/takk');
      await phone.sees(phone.t.tell.thanks);
      await look('thanks', `${link}/takk`);
      await phone.leave();
      await kari.goto(teamPage);
      await kari.link(kari.t.report.how).click();
      await kari.sees(kari.page.locator('.history', { hasText: 'Fleire venta' }));
      await kari.sees(kari.page.locator('.history', { hasText: 'Ola Medlem' }));
    });

    test('from the wall, for the team', async () => {
      await kari.goto(teamPage);
      await kari.link(kari.t.poster.print).click();
      await kari.sees(kari.t.poster.point);
      await look('the sheet on the wall', kari.page.url(), { as: kari });
      await kari.page.emulateMedia({ media: 'print' });
      const sheet = await kari.page.locator('.poster').boundingBox();
      assert.ok(sheet.height > 200);
      await kari.page.emulateMedia({ media: 'screen' });
    });

    test('a link that was cut says so, and leads on', async () => {
      await look('a link that was cut', link.slice(0, -4), { dark: false });
      assert.equal(eye.status, 404);
      await eye.sees(ola.t.tell.broken);
    });

    test('one press stops the mail, and my page brings it back', async () => {
      const stop = letter.text.match(/https?:\/\/\S+\/av\/\S+/)[0];
      assert.match(letter.raw.replace(/\r\n\s+/g, ''), new RegExp(`List-Unsubscribe: ?<${stop.replace(/[/.]/g, '\\$&')}>`));
      await look('stop the mail', stop, { dark: false });
      await ola.open('min-side');
      assert.ok(await ola.page.getByLabel(ola.t.letters.on_nn, { exact: true }).isChecked(), 'opening stops nothing');
      const pressed = await fetch(stop, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
      assert.equal(pressed.status, 200);
      await ola.open('min-side');
      assert.ok(await ola.page.getByLabel(ola.t.letters.off, { exact: true }).isChecked());
      await ola.page.getByText(ola.t.letters.on_nb, { exact: true }).click();
      await ola.press(ola.t.letters.save);
      await ola.sees(ola.t.notice.saved);
    });

    test('a calendar of one’s own', async () => {
      await ola.press(ola.t.letters.calendar_make);
      await ola.page.waitForURL('**/min-side/kalender/*');
      await look('the calendar’s address', ola.page.url(), { as: ola });
      const address = await ola.page.locator('pre.source').innerText();
      const read = await fetch(address);
      assert.equal(read.headers.get('content-type'), 'text/calendar; charset=utf-8');
      const lines = (await read.text()).replace(/\r\n /g, '').split('\r\n');
      assert.ok(lines.includes(`DTSTART;VALUE=DATE:${session.day().replaceAll('-', '')}`));
      const known = await fetch(address, { headers: { 'if-none-match': read.headers.get('etag') } });
      assert.equal(known.status, 304);
    });

    test('nothing hinders anyone', () => noHindrance(server));
  });
}
