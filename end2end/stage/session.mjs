// What people do in a session, in the words of the screen. Works with and without script: without, a page is asked
// for again until it shows what is waited for.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Person, PATIENCE } from './browser.mjs';
import { fill } from './words.mjs';

const DAY = 24 * 60 * 60 * 1000;
/** From today, as a date field takes it. Norway's day, which is the product's. */
export const day = (from = 0) => new Date(Date.now() + from * DAY).toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' });

/** Asks for the page again until it holds what is waited for; for those who have no script. */
export async function reloadUntil(person, what, timeout = 20_000) {
  const until = Date.now() + timeout;
  for (;;) {
    const found = typeof what === 'string' || what instanceof RegExp ? person.page.getByText(what) : what;
    if (await found.first().isVisible()) return;
    if (Date.now() > until) throw new Error(`${person.name} never saw ${what}:\n${await person.text()}`);
    await wait(250);
    await person.page.reload();
  }
}

/** Plans a session from a page of the module for a team, and gives its code. */
export async function plan(person, team, page, { followUp = day(21) } = {}) {
  const { t } = person;
  await person.goto(`/${person.lang}/planlegg?team=${team}&okt=hva-er-inkludering/${page}`);
  await person.field(t.plan.day).fill(day());
  await person.field(t.plan.follow_up).fill(followUp);
  return async () => {
    await person.press(t.plan.go);
    await person.page.waitForURL('**/okt/*');
    const code = (await person.page.locator('.joining .join strong').innerText()).trim();
    assert.match(code, /^[2-9A-HJ-NP-Z]{6}$/);
    return code;
  };
}

/** Comes in by the code, as a guest with a name. */
export async function joinAsGuest(person, code, { shared = false } = {}) {
  await person.goto(`/b/${code}`);
  await person.page.waitForURL('**/bli-med?*');
  assert.equal(await person.field(person.t.join.code).inputValue(), code);
  await person.field(person.t.join.name).fill(person.name);
  if (shared) await person.field(person.t.join.shared).check();
  await person.press(person.t.join.go);
  await person.page.waitForURL('**/okt/*');
}

/** The field for one's own answer to a prompt. */
export function answer(person, prompt) {
  return person.page.locator(`#svar-${prompt}`);
}

/** Writes, and waits until the screen says that the server has it. */
export async function write(person, prompt, text) {
  const field = answer(person, prompt);
  // «Lagret» stands there before anything is typed too, so the save itself is awaited first.
  const sent = person.page.waitForResponse((response) => response.url().endsWith('/api/skriv') && response.ok());
  await field.fill(text);
  await sent;
  await saved(person);
  assert.equal(await field.inputValue(), text);
}

/** Waits until the screen says that everything is safe. */
export async function saved(person, timeout = PATIENCE) {
  await person.page.locator('.saved[data-state="ok"]', { hasText: person.t.session.saved }).waitFor({ timeout });
}

/** Waits until a field holds a text. */
export async function holds(field, text, timeout = PATIENCE) {
  const until = Date.now() + timeout;
  for (;;) {
    const value = await field.inputValue();
    if (value === text) return;
    if (Date.now() > until) assert.equal(value, text);
    await wait(50);
  }
}

/** The name of the button that holds one's own answer to a prompt back: the question is in it. */
export async function holdBack(person, prompt) {
  const question = await person.page.locator(`label[for="svar-${prompt}"]`).innerText();
  return `${person.t.session.hold_back} «${question.trim()}»`;
}

/** Opens the list of steps so far, and goes to one of them. */
export async function lookBack(person, title) {
  await person.page.locator('.reached > summary').click();
  await person.page.locator('.reached').getByRole('link', { name: title, exact: true }).click();
}

/** Ends the session; it asks once more. */
export async function close(person) {
  const end = person.page.locator('details', { hasText: person.t.session.close_help });
  if ((await end.getAttribute('open')) === null) await end.locator('summary').click();
  await end.getByRole('button', { name: person.t.session.close_now, exact: true }).click();
}

/** Goes on to the next step, and waits until it has come to everyone. */
export async function next(leader, others, title) {
  await leader.press(leader.t.session.next);
  await arrived([leader, ...others], title);
}

export async function arrived(people, title) {
  for (const person of people) await person.sees(person.page.getByRole('heading', { name: title, level: 1 }));
}

/** The answers that are opened on somebody's screen. */
export async function opened(person) {
  return (await person.page.locator('.answers > li').allInnerTexts()).map((text) => text.trim());
}

/** Loads the page again on a network so slow that something is typed before the browser's code has come. */
export async function asleep({ page }, types) {
  let wake;
  const woken = new Promise((resolve) => (wake = resolve));
  await page.route('**/*.wasm', async (route) => {
    await woken;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await types();
  // It listens for news once it is awake.
  const listens = page.waitForRequest(/\/api\/live\//);
  wake();
  await listens;
  await page.unroute('**/*.wasm');
}

/** Fills in an agreement and sends it; `before` says when it is filled in. */
export async function agree(person, { situation, action, sign, keeper, followUp }, before = (types) => types()) {
  const { agreement, session } = person.t;
  const form = person.page.locator('form.agreement').first();
  await before(async () => {
    await form.getByLabel(agreement.when, { exact: true }).fill(situation);
    await form.getByLabel(agreement.we_do, { exact: true }).fill(action);
    await form.getByLabel(agreement.look_for, { exact: true }).fill(sign);
    if (followUp) await form.getByLabel(agreement.follow_up, { exact: true }).fill(followUp);
    await form.getByLabel(agreement.by, { exact: true }).fill(keeper);
  });
  await form.getByRole('button', { name: session.we_agree }).click();
}

export function readyOf(person, n, all) {
  return fill(person.t.session.ready_of, { n, all });
}

export { Person };
