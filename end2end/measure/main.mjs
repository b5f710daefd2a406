// Measures what the project promises, and prints the table. end2end/bench builds what is measured and runs this.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { launch, Person } from '../stage/browser.mjs';
import { MODULE } from '../stage/content.mjs';
import { folder, PROGRAM, Server } from '../stage/server.mjs';
import { weigh } from '../stage/weight.mjs';
import { generate } from './content.mjs';
import { rooms } from './rooms.mjs';

const BUILT = dirname(PROGRAM);
const rows = [];
const row = (what, measured, promised = '') => {
  rows.push([what, measured, promised]);
  console.error(`  ${what}: ${measured}`);
};
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const say = (what) => console.error(`end2end/bench: ${what}`);

// --- Reading pages, beside a handler that returns the same bytes --------------------------------------------------

function perSecond(url, encoding) {
  const told = execFileSync('wrk', ['-t1', '-c32', '-d4s', '-H', `Accept-Encoding: ${encoding}`, url], { encoding: 'utf8' });
  if (/Non-2xx|Socket errors/.test(told)) throw new Error(told);
  return Number(told.match(/Requests\/sec:\s+([\d.]+)/)[1]);
}

async function reading(server) {
  say('reading pages');
  const page = `${server.url}/nb/moduler/${MODULE}/innledning`;
  for (const encoding of ['br', 'identity']) {
    // As it comes over the wire, with nothing undone.
    const bytes = execFileSync('curl', ['-sS', '-H', `Accept-Encoding: ${encoding}`, page]);
    const file = join(folder(), 'page');
    writeFileSync(file, bytes);
    const plain = spawn(join(BUILT, 'examples/plain'), encoding === 'br' ? [file, 'br'] : [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const address = await new Promise((told) => plain.stdout.once('data', (line) => told(`${line}`.trim())));
      const [ours, yardstick] = [[], []];
      for (let round = 0; round < 3; round += 1) {
        yardstick.push(perSecond(address, encoding));
        ours.push(perSecond(page, encoding));
      }
      const [a, b] = [median(ours), median(yardstick)];
      const packed = encoding === 'br' ? 'Brotli' : 'not compressed';
      row(`reading pages a second ÷ plain handler, ${packed}, ${kb(bytes.length)}`, `${(a / b).toFixed(2)} (${a.toFixed(0)} ÷ ${b.toFixed(0)})`, '≥ 0.5');
    } finally {
      plain.kill('SIGKILL');
    }
  }
}

// --- Bytes --------------------------------------------------------------------------------------------------------

async function bytes(server) {
  say('bytes');
  const browser = await launch();
  try {
    let heaviest = { bytes: 0 };
    for (const side of ['', '/innledning', '/forarbeid', '/okt', '/utproving', '/etterarbeid', '/eksempler', '/leder']) {
      const weight = await weigh(browser, `${server.url}/nb/moduler/${MODULE}${side}`);
      if (weight.bytes > heaviest.bytes) heaviest = { side, ...weight };
    }
    row(`heaviest reading page (${heaviest.side || 'module'}), all of it, compressed`, `${kb(heaviest.bytes)}, ${heaviest.requests.length} requests`, '≤ 60 KB, 6 requests');
    const maja = await Person.at(browser, server, 'nb', 'Maja Nilsen', { phone: false });
    await maja.signInAs('Maja Nilsen');
    await maja.link('Trinn 5–7').first().click();
    await maja.page.locator('a[href*="/okt/"]').first().click();
    await maja.page.waitForURL('**/okt/*');
    const live = await weigh(browser, maja.page.url(), await maja.context.cookies());
    row('live session page, all of it, compressed', `${kb(live.bytes)}, ${live.requests.length} requests`, '≤ 300 KB');
    const wasm = live.requests.find((url) => url.endsWith('.wasm'));
    const size = (encoding) => execFileSync('curl', ['-sS', '-H', `Accept-Encoding: ${encoding}`, wasm], { maxBuffer: 1 << 26 }).length;
    row('the client’s wasm', `${kb(size('br'))} Brotli, ${kb(size('identity'))} raw`);
  } finally {
    await browser.close();
  }
}

// --- Starting -----------------------------------------------------------------------------------------------------

/** From the start of the program until it answers, with a database that is there already. */
async function starting(pages, promised) {
  say(`starting with ${pages} pages`);
  const place = folder();
  const content = generate(join(place, 'content'), pages);
  const key = () => randomBytes(32).toString('hex');
  const server = await Server.serve({
    DATABASE_URL: `sqlite:${place}/start.db`,
    SMTP_URL: 'smtp://127.0.0.1:9',
    CONTENT_DIR: content,
    SECRET_KEY: key(),
    NOTES_KEY: key(),
  });
  const took = [];
  for (let round = 0; round < 3; round += 1) {
    await server.stop();
    const begun = performance.now();
    await server.start(2);
    took.push(performance.now() - begun);
  }
  const again = await reloading(server, content);
  await server.stop();
  row(`starting with ${pages.toLocaleString('en')} pages in two languages`, `${(median(took) / 1000).toFixed(2)} s`, promised);
  row(`one page changed on the disk, of ${pages.toLocaleString('en')}, until readers get it`, `${median(again).toFixed(0)} ms`, pages === 10_000 ? '100 ms' : '');
}

/** How long it takes from a file is written until its page says what stands in it, in milliseconds. */
async function reloading(server, content) {
  const [file, page] = ['moduler/10-modul-0/11-side-1.nb.md', '/nb/moduler/modul-0/side-1'];
  const text = readFileSync(join(content, file), 'utf8');
  const took = [];
  for (let round = 0; round < 5; round += 1) {
    // What has just been loaded is still being put away.
    await wait(1000);
    const begun = performance.now();
    writeFileSync(join(content, file), `${text}\nRunde ${round}.\n`);
    while (!(await (await fetch(server.url + page)).text()).includes(`Runde ${round}.`)) await wait(2);
    took.push(performance.now() - begun);
  }
  return took;
}

// --- Content ------------------------------------------------------------------------------------------------------

/** What a package of so many pages takes, without a server around it. */
function content() {
  const scale = join(BUILT, 'examples/scale');
  const ask = (what) => execFileSync(scale, [`${what}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim().split('\t').map(Number);
  for (const pages of [100, 1000, 10_000]) {
    say(`searching ${pages} pages`);
    const [load, index, renew, memory, p95, median] = ask(pages);
    const many = `${pages.toLocaleString('en')} pages in two languages`;
    row(`${many}: loaded and indexed`, `${(load + index).toFixed(2)} s (index ${index.toFixed(2)} s), ${memory} MB`, pages === 10_000 ? '5 s, 500 MB' : '');
    row(`${many}: searched, p95`, `${p95.toFixed(1)} ms (median ${median.toFixed(1)} ms)`, '20 ms');
    row(`${many}: loaded and indexed again after one has changed`, `${renew.toFixed(0)} ms`, '');
  }
  const [rendered, whole, alone] = ask('page');
  const against = (time) => `${(time / alone).toFixed(1)} (${time.toFixed(3)} ms ÷ ${alone.toFixed(3)} ms)`;
  row('a page rendered ÷ pulldown-cmark alone', against(rendered), '≤ 3');
  row('a page read, checked and rendered ÷ pulldown-cmark alone', against(whole), '');
}

// --- Saves --------------------------------------------------------------------------------------------------------

function saves() {
  say('saved reflections');
  const told = execFileSync(join(BUILT, 'examples/saves'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  for (const line of told.trim().split('\n')) {
    const [kind, saved, plain, ratio] = line.split('\t');
    row(`saved reflections a second ÷ plain inserts, ${kind}`, `${ratio} (${saved} ÷ ${plain})`, '≥ 0.5');
  }
}

// --- Pages over much ----------------------------------------------------------------------------------------------

function pages() {
  say('pages over a hundred teams');
  const told = execFileSync(join(BUILT, 'examples/pages'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  for (const line of told.trim().split('\n')) {
    const [kind, leader, ...others] = line.split('\t');
    row(`read for the leader's page, 100 teams and 100,000 reflections, p95, ${kind}`, leader.replace('leader ', ''), '50 ms, page and all');
    for (const other of others) row(`read for a page, the same, p95, ${kind}`, other, '');
  }
}

async function together() {
  say('fifty sessions of twenty');
  const { stream, p95, median, screens, lost, sessions, people } = await rooms();
  row(`a shared reflection to the other screens, ${sessions} sessions × ${people}, p95`, `${p95.toFixed(0)} ms (median ${median.toFixed(0)} ms, ${screens} screens, ${lost} lost)`, '100 ms');
  row('memory an open event stream takes', kb(stream), '32 KB');
}

console.error(`load before: ${loadavg().map((one) => one.toFixed(1)).join(' ')}`);
const server = await Server.demo();
try {
  await reading(server);
  await bytes(server);
} finally {
  await server.stop();
}
await starting(200, '0.3 s');
await starting(10_000, '5 s');
content();
saves();
pages();
await together();

const machine = `${cpus().length} cores of ${cpus()[0].model.trim()}, load ${loadavg().map((one) => one.toFixed(1)).join(' ')}`;
console.log(`\nMeasured on ${machine}, release build.\n`);
const widths = [0, 1, 2].map((n) => Math.max(...rows.map((cells) => cells[n].length), 8));
const line = (cells) => `| ${cells.map((cell, n) => cell.padEnd(widths[n])).join(' | ')} |`;
console.log(line(['what', 'measured', 'promised']));
console.log(line(widths.map((width) => '-'.repeat(width))));
for (const cells of rows) console.log(line(cells));
