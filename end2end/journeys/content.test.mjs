// What an editor does, and what becomes of it: in a folder that the demo watches, and in a repository that is pushed to.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { launch, noHindrance, PATIENCE, Person } from '../stage/browser.mjs';
import { MODULE } from '../stage/content.mjs';
import { folder, Server } from '../stage/server.mjs';
import { WORDS } from '../stage/words.mjs';

const CONTENT = resolve(import.meta.dirname, '../../content');
const FILE = `moduler/10-${MODULE}/10-innledning.nb.md`;
const READING = `/nb/moduler/${MODULE}/innledning`;
const EVERY = 1;
const t = WORDS.nb;

/** Loads a screen again until it says something, and gives what it says. */
async function until(person, path, says, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    await person.goto(path);
    const text = await person.text();
    if (text.includes(says)) return text;
    if (Date.now() > end) throw new Error(`${path} never says «${says}»:\n${text}`);
    await wait(100);
  }
}

describe('content in a folder, while the demo runs', () => {
  let browser, server, place, reader, editor, good;
  const write = (text) => writeFileSync(join(place, 'content', FILE), text);
  before(async () => {
    place = folder();
    cpSync(CONTENT, join(place, 'content'), { recursive: true });
    good = readFileSync(join(place, 'content', FILE), 'utf8');
    const forge = 'https://git.example.no/us/ours/src/branch/main/content/{path}#L{line}';
    [browser, server] = await Promise.all([launch(), Server.demo({ cwd: place, env: { FORGE_URL: forge } })]);
    reader = await Person.at(browser, server, 'nb', 'a reader', { script: false });
    editor = await Person.at(browser, server, 'nb', 'Tale Haug');
    await editor.signInAs('Tale Haug');
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a change is on the screen at once', async () => {
    await until(editor, '/nb/redaktor', t.editor.nothing_held);
    write(`${good}\nDenne setningen er ny.\n`);
    await until(reader, READING, 'Denne setningen er ny.', 5000);
  });

  test('what breaks a page is not, and the editors see which page and why', async () => {
    write(`${good}\nDenne setningen er ny og <b>feil</b>.\n`);
    const line = good.split('\n').length + 1;
    const text = await until(editor, '/nb/redaktor', t.editor.shows_earlier, 5000);
    for (const says of [`content/${FILE}:${line}:`, 'HTML', 'Holdt tilbake siden']) assert.ok(text.includes(says), says);
    const to = await editor.link(new RegExp(`${FILE}:${line}:`)).first().getAttribute('href');
    assert.equal(to, `https://git.example.no/us/ours/src/branch/main/content/${FILE}#L${line}`);
    await editor.axe('the editors’ page with a fault');
    const read = await until(reader, READING, 'Denne setningen er ny.');
    assert.ok(!read.includes('ny og'), 'the last good text stands');
    assert.equal(reader.status, 200);
  });

  test('mending it brings it back', async () => {
    write(`${good}\nDenne setningen er rettet.\n`);
    await until(reader, READING, 'Denne setningen er rettet.', 5000);
    await until(editor, '/nb/redaktor', t.editor.nothing_held);
  });

  test('the editors’ page can be searched, and leads to every file', async () => {
    await editor.goto('/nb/redaktor');
    await editor.field(t.editor.find).fill('arshjul');
    await editor.press(t.editor.find_go);
    const rows = await editor.page.locator('tbody tr').count();
    assert.ok(rows > 0 && rows < 5, `${rows} rows`);
    await editor.link('bokmål').first().waitFor();
    await editor.goto('/nb/redaktor');
    assert.ok((await editor.page.locator('tbody tr').count()) > 20, 'every page and every file');
    await editor.axe('the editors’ page');
    await editor.page.setViewportSize({ width: 360, height: 740 });
    const wide = await editor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    noHindrance(server);
  });

  test('a reader is led to the file', async () => {
    await reader.goto(READING);
    const to = await reader.link(t.page.propose).getAttribute('href');
    assert.equal(to, `https://git.example.no/us/ours/_edit/main/content/${FILE}`);
  });
});

describe('content in a repository, in production', () => {
  let browser, server, place, reader;
  const git = (...args) => {
    const who = ['-c', 'user.name=Redaksjonen', '-c', 'user.email=redaksjonen@example.no', '-c', 'commit.gpgSign=false'];
    return execFileSync('git', [...who, ...args], { cwd: join(place, 'work'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  };
  const publish = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'En endring');
    git('push', '--quiet', join(place, 'content.git'), 'HEAD:main');
  };
  before(async () => {
    place = folder();
    cpSync(CONTENT, join(place, 'work'), { recursive: true });
    git('init', '--quiet', '--bare', '--initial-branch=main', join(place, 'content.git'));
    git('init', '--quiet', '--initial-branch=main');
    publish();
    const env = {
      DATABASE_URL: `sqlite:${place}/data.db`,
      SMTP_URL: 'smtp://127.0.0.1:9',
      CONTENT_GIT: `file://${place}/content.git#main`,
      CONTENT_GIT_EVERY: String(EVERY),
    };
    [browser, server] = await Promise.all([launch(), Server.serve(env)]);
    reader = await Person.at(browser, server, 'nb', 'a reader', { script: false });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('what is pushed reaches readers', async () => {
    await reader.goto(READING);
    assert.equal(reader.status, 200);
    const file = join(place, 'work', FILE);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nDette er dyttet ut.\n`);
    publish();
    await until(reader, READING, 'Dette er dyttet ut.');
  });

  test('no page proposes a change where no forge is known', async () => {
    await reader.goto(READING);
    assert.equal(await reader.link(t.page.propose).count(), 0);
  });
});
