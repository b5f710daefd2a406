// Starts the real program, the way people start it, and ends it by its own process id.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const runs = promisify(execFile);

const HOUSE = resolve(import.meta.dirname, '../..');
const TARGET = process.env.CARGO_TARGET_DIR ?? join(HOUSE, 'target');
export const PROGRAM = process.env.SERVER ?? join(TARGET, 'debug/server');
/** How long a start may take: a demo that fills itself on a busy machine. */
const PATIENCE = 60_000;

/** A port that nobody listens on. A server that is to come back at the same address must be told its port. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A temporary folder that goes when the tests end. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), 'end2end-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A fresh PostgreSQL database, or null where no server was named. */
export function freshPostgres() {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) return null;
  const name = `end2end_${randomBytes(6).toString('hex')}`;
  execFileSync('psql', ['--quiet', url, '--command', `CREATE DATABASE ${name}`]);
  return url.replace('/postgres?', `/${name}?`);
}

export class Server {
  /** A program in an environment, started in a folder: the demo watches the `content/` of the one it is started in. */
  constructor(args, env, cwd = HOUSE) {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not built: run cargo build, or set SERVER`);
    this.args = args;
    this.env = env;
    this.cwd = cwd;
    this.printed = '';
  }

  /** The demo, on a database of its own. */
  static async demo({ env = {}, cwd } = {}) {
    const address = `127.0.0.1:${await freePort()}`;
    const server = new Server([], { ADDRESS: address, XDG_DATA_HOME: folder(), ...env }, cwd);
    server.url = `http://${address}`;
    return server.start();
  }

  /** Production, on a database that the caller names. */
  static async serve(env) {
    const address = `127.0.0.1:${await freePort()}`;
    const server = new Server(['serve'], {
      ADDRESS: address,
      PUBLIC_URL: `http://${address}`,
      MAIL_FROM: 'Inkluderende praksis <ikke-svar@example.no>',
      SECRET_KEY: randomBytes(32).toString('hex'),
      NOTES_KEY: randomBytes(32).toString('hex'),
      XDG_DATA_HOME: folder(),
      ...env,
    });
    server.url = `http://${address}`;
    return server.start();
  }

  /**
   * Another command of the same program in the same environment; gives what it printed. Nothing stands still
   * meanwhile: the mail it sends goes to a server in this very process.
   */
  async run(...args) {
    const { stdout } = await runs(PROGRAM, args, { env: this.environment(), cwd: this.cwd, timeout: PATIENCE });
    return stdout;
  }

  environment() {
    // Nothing of the caller's own configuration may leak into a test.
    const { PATH, HOME, RUST_LOG = 'warn' } = process.env;
    return { PATH, HOME, RUST_LOG, ...this.env };
  }

  /** Starts it, and waits until it answers, looking so often, in milliseconds. */
  async start(every = 50) {
    this.child = spawn(PROGRAM, this.args, { env: this.environment(), cwd: this.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const { child } = this;
    const keep = (text) => (this.printed += text);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    this.ended = new Promise((ended) => child.once('exit', ended));
    const orphan = () => child.kill('SIGKILL');
    process.once('exit', orphan);
    this.ended.then(() => process.off('exit', orphan));

    const until = Date.now() + PATIENCE;
    while (!(await this.isReady())) {
      if (child.exitCode !== null) throw new Error(`the server ended at once:\n${this.printed}`);
      if (Date.now() > until) throw new Error(`the server was not ready in ${PATIENCE} ms:\n${this.printed}`);
      await wait(every);
    }
    return this;
  }

  async isReady() {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  /** As when the power goes. */
  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** As a service manager does it. */
  async stop() {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}
