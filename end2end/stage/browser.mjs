// People with browsers of their own, and axe on every screen they come to.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { fill, WORDS } from './words.mjs';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1280, height: 800 };
/** The narrowest phone that people carry. */
const NARROW = { width: 360, height: 740 };
/** How long anything may be waited for, unless a test says otherwise: the machine may be busy. */
export const PATIENCE = 15_000;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function launch() {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('no Chromium here: install Debian\'s chromium, or set CHROMIUM to its path');
  const args = ['--disable-background-networking', '--disable-dev-shm-usage'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return chromium.launch({ executablePath, args });
}

/** One person at one machine: cookies of their own, one window, and what their window complained about. */
export class Person {
  constructor(server, lang, context, page, name) {
    Object.assign(this, { server, lang, context, page, name, t: WORDS[lang], complaints: [] });
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.stack ?? error}`));
    page.on('console', (message) => {
      // A lost line is said so by the browser too; that is the test's doing.
      if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) {
        this.complaints.push(message.text());
      }
    });
  }

  static async at(browser, server, lang, name, { script = true, phone = true } = {}) {
    const context = await browser.newContext({
      locale: lang === 'nn' ? 'nn-NO' : 'nb-NO',
      javaScriptEnabled: script,
      viewport: phone ? PHONE : LAPTOP,
      reducedMotion: 'reduce',
    });
    return new Person(server, lang, context, await context.newPage(), name);
  }

  /** Opens a screen of the person's language. */
  async open(screen = '') {
    await this.goto(screen ? `/${this.lang}/${screen}` : `/${this.lang}`);
  }

  async goto(path) {
    const to = path.startsWith('http') ? path : this.server.url + path;
    const response = await this.page.goto(to);
    this.status = response?.status();
    return response;
  }

  button(name, within = this.page) {
    return within.getByRole('button', { name, exact: typeof name === 'string' });
  }

  link(name, within = this.page) {
    return within.getByRole('link', { name, exact: typeof name === 'string' });
  }

  field(name, within = this.page) {
    return within.getByLabel(name, { exact: true });
  }

  heading(name) {
    return this.page.getByRole('heading', { name, exact: typeof name === 'string' });
  }

  async press(name) {
    await this.button(name).first().click();
  }

  /** Waits until words are on the screen. */
  async sees(what, timeout = PATIENCE) {
    const found = typeof what === 'string' || what instanceof RegExp ? this.page.getByText(what) : what;
    await found.first().waitFor({ state: 'visible', timeout }).catch(async (error) => {
      const text = await this.page.locator('body').innerText().catch(() => '');
      throw new Error(`${this.name} does not see ${what} at ${this.page.url()}: ${error.message}\n--\n${text}`);
    });
  }

  /** Waits until words are off the screen. */
  async seesNoMore(what, timeout = PATIENCE) {
    const found = typeof what === 'string' || what instanceof RegExp ? this.page.getByText(what) : what;
    await found.first().waitFor({ state: 'hidden', timeout });
  }

  async text() {
    return this.page.locator('body').innerText();
  }

  /** Signs in as one of the demo's people. */
  async signInAs(name) {
    await this.open('logg-inn');
    const as = fill(this.t.sign_in.as_who, { name });
    await this.page.getByRole('button', { name: as }).click();
    await this.page.waitForURL(`**/${this.lang}/min-side`);
  }

  /**
   * Looks for what hinders anyone on this screen, in light and in dark, on a phone and on a laptop. What is found is
   * told by `noHindrance`, in a test of its own, so that a journey goes on to its end.
   */
  async axe(screen, { dark = true } = {}) {
    const own = this.page.viewportSize();
    const looks = [['light', own], ['light', own.width < LAPTOP.width ? LAPTOP : NARROW], ['dark', own]];
    for (const [colorScheme, size] of looks.filter(([colorScheme]) => dark || colorScheme === 'light')) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.setViewportSize(size);
      const builder = new AxeBuilder({ page: this.page }).setLegacyMode(true);
      if (colorScheme === 'light') builder.withTags(TAGS);
      else builder.withRules(['color-contrast']);
      const { violations } = await builder.analyze();
      for (const { id, help, nodes } of violations) {
        const where = nodes.map(({ html }) => `    ${html.slice(0, 200)}`).join('\n');
        const what = `${screen}, ${this.lang}, ${colorScheme}, ${size.width} px`;
        (this.server.hindrances ??= []).push(`${what}: ${id}, ${help}\n${where}`);
      }
    }
    this.server.looked = (this.server.looked ?? 0) + 1;
    await this.page.emulateMedia({ colorScheme: 'light' });
    await this.page.setViewportSize(own);
  }

  async leave() {
    await this.context.close();
    assert.deepEqual(this.complaints, [], `${this.name}'s browser complained`);
  }
}

/** Fails where axe found anything on the screens that were looked at; looking at none is a fault too. */
export function noHindrance(server) {
  assert.ok(server.looked > 0, 'axe has looked at nothing');
  assert.equal((server.hindrances ?? []).join('\n'), '');
  console.log(`axe has looked at ${server.looked} screens`);
}
