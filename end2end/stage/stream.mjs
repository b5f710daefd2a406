// An event stream read raw, as it comes over the wire.
import { PATIENCE } from './browser.mjs';

export class Stream {
  static async open(url, cookies = []) {
    const stream = new Stream();
    stream.raw = '';
    stream.views = [];
    stream.looks = new Set();
    stream.stopper = new AbortController();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/event-stream', cookie };
    const response = await fetch(url, { headers, signal: stream.stopper.signal });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    stream.ended = stream.read(response.body).catch((error) => {
      if (error.name !== 'AbortError') throw error;
    });
    return stream;
  }

  async read(body) {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const text = decoder.decode(chunk, { stream: true });
      this.raw += text;
      const events = (rest + text).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const field = (name) => event.split('\n').find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim();
        if (field('event') !== 'view') continue;
        this.views.push(JSON.parse(field('data')));
        for (const look of this.looks) look();
      }
    }
  }

  /** Waits for a view that is as described; the newest counts too. */
  until(holds, timeout = PATIENCE + 10_000) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const view = this.views.at(-1);
        if (!view || !holds(view)) return;
        clearTimeout(late);
        this.looks.delete(look);
        resolve(view);
      };
      const late = setTimeout(() => {
        this.looks.delete(look);
        reject(new Error(`no such view came; the newest is ${JSON.stringify(this.views.at(-1))}`));
      }, timeout);
      this.looks.add(look);
      look();
    });
  }

  close() {
    this.stopper.abort();
  }
}
