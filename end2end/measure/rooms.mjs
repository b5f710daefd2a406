// Many sessions at once: what an open stream costs in memory, and how long a shared answer takes to the other screens.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { MODULE } from '../stage/content.mjs';
import { Server } from '../stage/server.mjs';
import { day } from '../stage/session.mjs';

const SESSIONS = 50;
const PEOPLE = 20;
const SECONDS = 30;
/** One in each session shares so often, and everyone's typing is saved so often, in milliseconds. */
const SHARES_EVERY = 3_000;
const SAVES_EVERY = 10_000;
const PROMPT = 'uenige';

function cookies(response) {
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
}

async function post(server, action, fields, cookie = '') {
  const headers = { cookie, accept: 'application/json' };
  const response = await fetch(`${server.url}/api/${action}`, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' });
  const text = await response.text();
  if (response.status >= 400) throw new Error(`${action}: ${response.status} ${text}`);
  return { cookie: cookies(response), text };
}

/** Does something for each, a few at a time. */
async function each(all, work, at = 8) {
  const left = [...all.entries()];
  await Promise.all(Array.from({ length: at }, async () => {
    for (let one = left.shift(); one; one = left.shift()) await work(one[1], one[0]);
  }));
}

/** A session with its people, in the step where they share in groups. */
async function room(server, leader, number) {
  const [team, id] = [randomUUID(), randomUUID()];
  await post(server, 'start-team', { id: team, name: `Team ${number}` }, leader);
  await post(server, 'planlegg', { id, team, module: MODULE, page: 'okt', day: day(), follow_up: day(21) }, leader);
  const { code } = await (await fetch(`${server.url}/api/live/${id}/now`, { headers: { cookie: leader } })).json();
  const people = [];
  for (let n = 0; n < PEOPLE; n += 1) {
    people.push({ cookie: (await post(server, 'bli-med', { code, name: `Gjest ${n}` })).cookie, version: 0 });
  }
  await post(server, 'led', { session: id, what: 'start' }, leader);
  for (const place of ['0', '1', '2']) await post(server, 'led', { session: id, what: 'neste', place }, leader);
  return { id, people };
}

/** One participant's stream, over a socket of its own; it is only looked through, so that looking costs little. */
function listen(server, { id }, person) {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /api/live/${id} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/event-stream\r\nCookie: ${person.cookie}\r\n\r\n`);
  let tail = Buffer.alloc(0);
  person.socket = socket;
  return new Promise((first, failed) => {
    socket.on('error', failed);
    socket.on('data', (chunk) => {
      const text = Buffer.concat([tail, chunk]);
      if (text.includes('event: view')) first();
      if (person.waits && text.includes(person.waits.mark)) {
        person.waits.came(performance.now());
        person.waits = null;
      }
      tail = text.subarray(-64);
    });
  });
}

const memory = (server) => Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) * 1024;

/** Somebody writes and shares; gives how long it took to each of the others. */
async function share(server, { id, people }, number) {
  const author = people[number % people.length];
  const mark = `merke-${randomUUID()}`;
  const others = people.filter((person) => person !== author);
  const begun = performance.now();
  const arrivals = others.map((person) => new Promise((came) => (person.waits = { mark, came })));
  const text = `Vi er uenige om hvem som venter, og ${mark}`;
  await post(server, 'del', { session: id, prompt: PROMPT, text, base: String(author.version) }, author.cookie);
  const late = wait(10_000).then(() => NaN);
  const took = (await Promise.all(arrivals.map((arrival) => Promise.race([arrival, late])))).map((at) => at - begun);
  const view = await (await fetch(`${server.url}/api/live/${id}/now`, { headers: { cookie: author.cookie } })).json();
  author.version = view.prompts.find((prompt) => prompt.id === PROMPT).mine.version;
  return took;
}

export async function rooms() {
  const server = await Server.demo();
  try {
    const list = await (await fetch(`${server.url}/nb/logg-inn`)).text();
    const person = list.match(/Maja Nilsen(?:<!>)?<\/strong>[\s\S]*?name="person" value="([^"]+)"/)[1];
    const { cookie } = await post(server, 'logg-inn-som', { person });
    const all = [];
    await each(Array.from({ length: SESSIONS }), async (_, number) => all.push(await room(server, cookie, number)));

    const before = memory(server);
    const everyone = all.flatMap((room) => room.people.map((person) => ({ room, person })));
    await each(everyone, ({ room, person }) => listen(server, room, person), 50);
    const stream = (memory(server) - before) / everyone.length;

    const until = Date.now() + SECONDS * 1000;
    const typing = everyone.map(async ({ room, person }, n) => {
      await wait((n * SAVES_EVERY) / everyone.length);
      for (let [number, base] = [0, 0]; Date.now() < until; number += 1) {
        const fields = { session: room.id, prompt: 'rammer', text: `Det er trangt ${number}`, base: String(base) };
        base = JSON.parse((await post(server, 'skriv', fields, person.cookie)).text).version;
        await wait(SAVES_EVERY);
      }
    });
    const sharing = all.map(async (room, n) => {
      const took = [];
      await wait((n * SHARES_EVERY) / all.length);
      for (let number = 0; Date.now() < until; number += 1) {
        const begun = Date.now();
        took.push(...(await share(server, room, number)));
        await wait(Math.max(0, SHARES_EVERY - (Date.now() - begun)));
      }
      return took;
    });
    const took = (await Promise.all(sharing)).flat();
    await Promise.all(typing);
    for (const { person } of everyone) person.socket.destroy();
    const lost = took.filter(Number.isNaN).length;
    const sorted = took.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b);
    const at = (part) => sorted[Math.floor(sorted.length * part)];
    return { stream, shares: took.length / (PEOPLE - 1), screens: took.length, lost, median: at(0.5), p95: at(0.95), sessions: SESSIONS, people: PEOPLE };
  } finally {
    await server.stop();
  }
}
