// What people get wrong, and what machines do twice: each has an answer in plain words, and what was typed survives.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, Person } from '../stage/browser.mjs';
import { steps } from '../stage/content.mjs';
import { Mail } from '../stage/mail.mjs';
import { folder, Server } from '../stage/server.mjs';
import * as session from '../stage/session.mjs';
import { fill } from '../stage/words.mjs';

const lang = 'nb';
const title = (id) => steps('okt', lang).find((step) => step.id === id).title;
/** A number that nobody has: its check digits are right, and its month is one that made-up people have. */
const NATIONAL_ID = '24 85 09 00 163';

async function headers(person) {
  const cookies = await person.context.cookies();
  return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), 'sec-fetch-site': 'same-origin' };
}

/** Posts as the page's own script does. */
async function post(person, action, fields) {
  return fetch(`${person.server.url}/api/${action}`, {
    method: 'POST',
    headers: await headers(person),
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

describe('bad input in a session', () => {
  let browser, server, maja, ali, code, id, team;
  const view = async (person) => (await fetch(`${server.url}/api/live/${id}/now`, { headers: await headers(person) })).json();

  before(async () => {
    [browser, server] = await Promise.all([launch(), Server.demo()]);
    maja = await Person.at(browser, server, lang, 'Maja Nilsen', { phone: false });
    ali = await Person.at(browser, server, lang, 'Ali');
    await maja.signInAs('Maja Nilsen');
    await maja.link('Trinn 5–7').first().click();
    team = maja.page.url().split('/').pop();
    code = await (await session.plan(maja, team, 'okt'))();
    id = maja.page.url().split('/').pop();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a code that is wrong, and one that cannot be a code: the name that was typed stays', async () => {
    for (const [wrong, says] of [['ZZZZZZ', ali.t.join.code_unknown], ['O0I1', ali.t.join.code_wrong]]) {
      await ali.open('bli-med');
      await ali.field(ali.t.join.code).fill(wrong);
      await ali.field(ali.t.join.name).fill('Ali Noe Langt');
      await ali.press(ali.t.join.go);
      await ali.sees(says);
      await ali.axe('refused', { dark: false });
      assert.equal(await ali.field(ali.t.join.name).inputValue(), 'Ali Noe Langt');
      // The code stands there too, to be mended, and one is in it.
      const field = ali.field(ali.t.join.code);
      assert.equal(await field.inputValue(), wrong);
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      assert.equal(await ali.page.evaluate(() => document.activeElement.id), 'kode');
      const described = (await field.getAttribute('aria-describedby')).split(' ');
      assert.equal(await ali.page.locator(`#${described.at(-1)}`).innerText(), says);
      assert.ok(!ali.page.url().includes('Langt'), 'a name stands in no address');
    }
  });

  test('a code is taken as people type it', async () => {
    await ali.open('bli-med');
    await ali.field(ali.t.join.code).fill(`${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`);
    await ali.field(ali.t.join.name).fill('Ali');
    await ali.press(ali.t.join.go);
    await ali.page.waitForURL('**/okt/*');
  });

  test('joining twice makes one participant', async () => {
    const answer = await post(ali, 'bli-med', { code, name: 'Ali' });
    assert.ok(answer.status < 400, `${answer.status}`);
    assert.equal((await view(maja)).people.length, 1);
  });

  test('nothing can be led before it has started, or by one who does not lead', async () => {
    assert.equal((await post(maja, 'led', { session: id, what: 'neste', place: '0' })).status, 409);
    assert.equal((await post(ali, 'led', { session: id, what: 'start' })).status, 401);
    assert.equal((await post(ali, 'skriv', { session: id, prompt: 'plassering', text: 'for tidlig', base: '0' })).status, 409);
  });

  test('two who press «neste» at once move the session once, and the late one is told', async () => {
    await maja.press(maja.t.session.start);
    await session.arrived([maja, ali], title('kom-i-gang'));
    const pressed = await Promise.all([1, 2].map(() => post(maja, 'led', { session: id, what: 'neste', place: '0' })));
    assert.deepEqual(pressed.map(({ status }) => status).sort(), [200, 409]);
    await session.arrived([maja, ali], title('tre-sider'));
    assert.equal((await view(maja)).furthest.Step, 1);
  });

  test('nobody writes ahead of the session', async () => {
    assert.equal((await post(ali, 'skriv', { session: id, prompt: 'setning', text: 'for tidlig', base: '0' })).status, 409);
    assert.equal((await post(ali, 'skriv', { session: id, prompt: 'finnes-ikke', text: 'hva', base: '0' })).status, 404);
  });

  test('10 001 characters: the text stays, and the screen says what is wrong until it is mended', async () => {
    await session.next(maja, [ali], title('alene'));
    const long = 'ord '.repeat(2500) + 'x';
    await session.answer(ali, 'plassering').fill(long);
    await ali.sees(fill(ali.t.fault.too_long, { actual: 10_001, limit: 10_000 }));
    await ali.sees(fill(ali.t.session.characters, { n: 10_001, all: 10_000 }));
    assert.equal(await session.answer(ali, 'plassering').inputValue(), long);
    await ali.axe('too long', { dark: false });
    await session.write(ali, 'plassering', 'Kort nok');
  });

  test('a fødselsnummer is refused with its reason, and nothing of it is stored', async () => {
    const text = `Vi snakket om ${NATIONAL_ID} i går`;
    await session.answer(ali, 'plassering').fill(text);
    await ali.sees(ali.t.fault.national_id);
    assert.equal(await session.answer(ali, 'plassering').inputValue(), text);
    const mine = (await view(ali)).prompts.find(({ id }) => id === 'plassering').mine;
    assert.equal(mine.text, 'Kort nok');
    await session.write(ali, 'plassering', 'Vi snakket om situasjonen');
  });

  test('without a script what was refused stands in a field, to be mended and sent again', async () => {
    const without = await Person.at(browser, server, lang, 'Bo', { script: false });
    await session.joinAsGuest(without, code);
    const field = session.answer(without, 'plassering');
    const form = without.page.locator('form', { has: field });
    for (const text of [`Hun har ${NATIONAL_ID}`, NATIONAL_ID.replaceAll(' ', '')]) {
      await field.fill(text);
      await form.getByRole('button', { name: without.t.session.save, exact: true }).click();
      await without.sees(without.t.fault.national_id);
      const kept = without.page.locator('textarea[name="text"]');
      assert.equal(await kept.inputValue(), text);
      assert.equal(await kept.getAttribute('aria-invalid'), 'true');
      assert.equal(await without.page.locator(`#${await kept.getAttribute('aria-describedby')}`).innerText(), without.t.fault.national_id);
      assert.equal(await kept.evaluate((field) => document.activeElement === field), true);
      await kept.fill('Uten nummer');
      await without.press(without.t.fault.retry);
      await without.goto(`/${lang}/okt/${id}`);
      assert.equal(await field.inputValue(), 'Uten nummer');
    }
    await without.leave();
  });

  test('two windows of one person: no text is lost', async () => {
    const other = new Person(server, lang, ali.context, await ali.context.newPage(), 'Ali i et annet vindu');
    await other.goto(`/${lang}/okt/${id}`);
    await session.write(other, 'plassering', 'Fra det andre vinduet');
    await ali.page.bringToFront();
    await session.answer(ali, 'plassering').fill('Fra det første vinduet');
    const both = async () => (await view(ali)).prompts.find(({ id }) => id === 'plassering').mine.text;
    await session.saved(ali);
    const until = Date.now() + 10_000;
    while (!/første/.test(await both()) && Date.now() < until) await session.saved(ali);
    assert.match(await both(), /Fra det første vinduet/);
    await other.page.close();
  });

  const fields = {
    id: '0190a0a0-0000-7000-8000-000000000001',
    base: '0',
    situation: 'vi begynner',
    action: 'venter vi',
    sign: 'om alle er med',
    follow_up: session.day(21),
    keeper: 'Maja Nilsen',
  };

  test('an agreement that is sent twice is one', async () => {
    for (const step of ['sammenlikn', 'var-setning', 'egen-hverdag', 'velg', 'avtale']) await session.next(maja, [ali], title(step));
    fields.session = id;
    // Another is in the middle of a sentence when it comes, and goes on in the same field.
    await ali.page.locator('#situation-ny').fill('vi går ut');
    await ali.sees(ali.t.session.not_sent);
    const sent = [await post(maja, 'avtal', fields), await post(maja, 'avtal', fields)];
    assert.ok(sent.every(({ status }) => status < 400), `${sent.map(({ status }) => status)}`);
    assert.equal((await view(maja)).agreements.length, 1);
    assert.equal((await post(maja, 'avtal', { ...fields, id: '0190a0a0-0000-7000-8000-000000000002', action: ' ' })).status, 422);
    await ali.sees(ali.page.locator('blockquote.agreement', { hasText: 'venter vi' }));
    assert.equal(await ali.page.evaluate(() => document.activeElement.id), 'situation-ny');
    await ali.page.keyboard.type(' i regnvær');
    assert.equal(await ali.page.locator('#situation-ny').inputValue(), 'vi går ut i regnvær');
    const { agreement, fault } = ali.t;
    await ali.page.locator('#action-ny').fill('   ');
    await ali.page.locator('#sign-ny').fill('noe');
    await ali.page.locator('#hvem-ny').fill('Ali');
    await ali.press(ali.t.session.we_agree);
    await ali.sees(`«${agreement.we_do}»: ${fault.empty}`);
    for (const hole of ['action', 'sign', 'hvem']) await ali.page.locator(`#${hole}-ny`).fill('');
  });

  test('words in a form that is not sent are not called saved, on whatever step one is', async () => {
    await session.lookBack(ali, title('velg'));
    await ali.sees(ali.t.session.not_sent);
    await ali.page.reload();
    await ali.sees(ali.t.session.not_sent);
    await session.holds(ali.page.locator('#situation-ny'), 'vi går ut i regnvær');
    await ali.goto(`${ali.page.url()}?steg=0`);
    await ali.sees(ali.t.session.not_sent);
    await ali.goto(`/${lang}/okt/${id}`);
    await ali.page.locator('#situation-ny').fill('');
    await session.saved(ali);
  });

  test('an agreement that another has changed is not written over unseen', async () => {
    const change = ali.page.locator('details', { hasText: ali.t.session.change }).filter({ has: ali.page.locator('form') });
    const action = ali.page.locator(`#action-${fields.id}`);
    await change.first().locator('summary').click();
    await action.fill('venter Ali');
    assert.ok((await post(maja, 'avtal', { ...fields, base: '1', action: 'venter Maja' })).status < 400);
    await ali.sees(ali.page.locator('blockquote.agreement', { hasText: 'venter Maja' }));
    assert.equal(await action.inputValue(), 'venter Ali');
    // The page that is loaded again has the new version, and the words that were based on the old one.
    await ali.page.reload();
    await ali.sees(action);
    await session.holds(action, 'venter Ali');
    const agreed = async () => (await view(maja)).agreements[0].terms.action;
    await ali.press(ali.t.session.save_change);
    await ali.sees(ali.t.fault.stale);
    assert.equal(await agreed(), 'venter Maja');
    await ali.press(ali.t.session.save_change);
    await ali.sees(ali.page.locator('blockquote.agreement', { hasText: 'venter Ali' }));
    assert.equal(await agreed(), 'venter Ali');
    await session.saved(ali);
  });

  test('a closed session: its code opens nothing new, late words are kept, private, and nothing else changes', async () => {
    await session.close(maja);
    await ali.sees(ali.heading(ali.t.session.over));
    const late = await Person.at(browser, server, lang, 'Sen');
    await late.goto(`/b/${code}`);
    await late.field(late.t.join.name).fill('Sen');
    await late.press(late.t.join.go);
    await late.sees(late.t.join.code_unknown);
    await late.leave();
    assert.equal((await post(maja, 'led', { session: id, what: 'neste', place: '7' })).status, 409);
    assert.equal((await post(ali, 'del', { session: id, prompt: 'plassering' })).status, 409);
    const was = (await view(ali)).prompts.find(({ id }) => id === 'setning');
    assert.deepEqual(was.opened, []);
    const kept = await post(ali, 'skriv', { session: id, prompt: 'setning', text: 'Det jeg kom på etterpå', base: '0' });
    assert.equal(kept.status, 200);
    assert.equal((await view(ali)).prompts.find(({ id }) => id === 'setning').mine.text, 'Det jeg kom på etterpå');
  });

  test('a plan that is sent twice is one session, and a day for following up before the meeting is refused', async () => {
    const fields = {
      id: '0190a0a0-0000-7000-8000-000000000003',
      team,
      module: 'hva-er-inkludering',
      page: 'okt',
      day: session.day(7),
      follow_up: session.day(28),
    };
    const sent = [await post(maja, 'planlegg', fields), await post(maja, 'planlegg', fields)];
    assert.deepEqual(sent.map(({ status }) => status < 400), [true, true], `${sent.map(({ status }) => status)}`);
    const early = await post(maja, 'planlegg', { ...fields, id: '0190a0a0-0000-7000-8000-000000000004', follow_up: session.day(1) });
    assert.equal(early.status, 422);
    for (const one of [maja, ali]) await one.leave();
  });

  test('an address that is none, and an id that is none', async () => {
    for (const path of ['/nb/finnes-ikke', '/nb/okt/abc', '/nb/moduler/finnes-ikke', '/skjerm/ABC', '/nb/invitasjon/feil', '/%ff', '/nb/../../etc/passwd']) {
      const answer = await fetch(server.url + path);
      assert.ok([404, 410].includes(answer.status), `${path}: ${answer.status}`);
    }
    assert.equal((await fetch(`${server.url}/api/finnes-ikke`, { method: 'POST' })).status, 404);
  });

  test('axe found nothing on the screens that refuse', () => noHindrance(server));
});

describe('bad input when signing in', () => {
  let browser, mail, server, kari;
  const address = 'kari@fjordvik.example';

  before(async () => {
    [browser, mail] = await Promise.all([launch(), Mail.open()]);
    server = await Server.serve({ DATABASE_URL: `sqlite:${folder()}/inn.db`, SMTP_URL: mail.url });
    kari = await Person.at(browser, server, lang, 'Kari');
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await mail?.close();
  });

  async function ask() {
    await kari.open('logg-inn');
    await kari.field(kari.t.sign_in.address).fill(address);
    await kari.press(kari.t.sign_in.send_code);
    await kari.page.waitForURL(/\/logg-inn\/kode(\?|$)/);
  }
  async function type(code) {
    await kari.page.locator('#kode').fill(code);
    await kari.press(kari.t.sign_in.go);
  }

  test('an address that is none is said to be wrong, and stays in its field', async () => {
    await kari.open('logg-inn');
    await kari.field(kari.t.sign_in.address).fill('kari@fjordvik');
    await kari.press(kari.t.sign_in.send_code);
    if (!kari.page.url().includes('/kode')) {
      await kari.sees(kari.t.sign_in.address_wrong);
      assert.equal(await kari.field(kari.t.sign_in.address).inputValue(), 'kari@fjordvik');
      await kari.axe('sign in, wrong address', { dark: false });
    }
  });

  test('a wrong code says how many tries are left, and the right one still works', async () => {
    await ask();
    const code = await mail.code(address);
    await type(code === '000000' ? '000001' : '000000');
    await kari.sees(fill(kari.t.fault.wrong_code, { left: 4 }));
    await kari.axe('sign in, wrong code', { dark: false });
    await type(`${code.slice(0, 3)} ${code.slice(3)}`);
    await kari.page.waitForURL('**/min-side/navn*');
    await kari.axe('name', { dark: false });
  });

  test('a code is good once', async () => {
    await kari.context.clearCookies();
    await ask();
    const code = await mail.code(address);
    await type(code);
    await kari.page.waitForURL(/min-side/);
    const again = await post(kari, 'logg-inn', { address, code });
    assert.ok([303, 200, 410, 422].includes(again.status));
    assert.ok(!/login=\w/.test(again.headers.get('set-cookie') ?? ''), 'no new login');
  });

  test('five wrong tries and the code is gone', async () => {
    await kari.context.clearCookies();
    await ask();
    const code = await mail.code(address);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n += 1) await type(wrong);
    const right = await post(kari, 'logg-inn', { address, code });
    assert.ok(!/login=\w/.test(right.headers.get('set-cookie') ?? ''), 'the right code no longer opens');
  });

  test('the answer is the same whether the address is known or not', async () => {
    const answers = [];
    for (const to of [address, 'ukjent@fjordvik.example']) {
      const answer = await fetch(`${server.url}/api/be-om-kode`, {
        method: 'POST',
        headers: { accept: 'text/html' },
        body: new URLSearchParams({ address: to }),
        redirect: 'manual',
      });
      answers.push([answer.status, answer.headers.get('location')]);
    }
    assert.deepEqual(answers[0], answers[1]);
  });

  test('a link elsewhere is not followed after signing in', async () => {
    await kari.context.clearCookies();
    const to = 'omvei@fjordvik.example';
    await kari.goto('/nb/logg-inn?til=//evil.example/');
    await kari.field(kari.t.sign_in.address).fill(to);
    await kari.press(kari.t.sign_in.send_code);
    await kari.page.waitForURL(/\/logg-inn\/kode(\?|$)/);
    await type(await mail.code(to));
    await kari.page.waitForURL('**/min-side/navn*');
    await kari.field(kari.t.sign_in.name).fill('Kari');
    await kari.press(kari.t.sign_in.name_save);
    await kari.page.waitForURL(`${server.url}/**`);
    await kari.leave();
  });

  test('axe found nothing', () => noHindrance(server));
});
