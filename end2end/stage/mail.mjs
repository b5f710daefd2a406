// A mail server of our own, so that codes and invitations go the way they go in production.
import { SMTPServer } from 'smtp-server';
import { PATIENCE } from './browser.mjs';

/** The writings of a letter that has several, by their kind: `text/plain` and `text/html`. */
function writings(raw) {
  const border = raw.match(/^content-type: multipart\/alternative;\s+boundary="([^"]+)"/im)?.[1];
  if (!border) return { 'text/plain': body(raw) };
  const parts = raw.split(`--${border}`).slice(1, -1).map((part) => part.replace(/^\r\n/, ''));
  return Object.fromEntries(parts.map((part) => [part.match(/^content-type: ([^;\s]+)/im)[1], body(part)]));
}

/** What a mail says, its transfer encoding undone. */
function body(raw) {
  const [head, ...rest] = raw.split('\r\n\r\n');
  const text = rest.join('\r\n\r\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(text, 'base64').toString('utf8');
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return text;
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export class Mail {
  static async open() {
    const mail = new Mail();
    mail.all = [];
    mail.waiting = [];
    mail.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onData(stream, { envelope }, done) {
        let raw = '';
        stream.setEncoding('utf8').on('data', (part) => (raw += part));
        stream.on('end', () => {
          const { 'text/plain': text, 'text/html': html } = writings(raw);
          for (const { address } of envelope.rcptTo) mail.arrived({ to: address.toLowerCase(), text, html, raw });
          done();
        });
      },
    });
    await new Promise((listening) => mail.server.listen(0, '127.0.0.1', listening));
    mail.url = `smtp://127.0.0.1:${mail.server.server.address().port}`;
    return mail;
  }

  arrived(letter) {
    this.all.push(letter);
    for (const look of [...this.waiting]) look();
  }

  /** The oldest letter to an address that nobody has taken yet. */
  async next(to) {
    const take = () => {
      const at = this.all.findIndex((letter) => letter.to === to.toLowerCase());
      return at < 0 ? null : this.all.splice(at, 1)[0];
    };
    const there = take();
    if (there) return there;
    return new Promise((resolve, reject) => {
      const look = () => {
        const letter = take();
        if (letter) end(() => resolve(letter));
      };
      const late = setTimeout(() => end(() => reject(new Error(`no mail came to ${to}`))), PATIENCE);
      const end = (settle) => {
        clearTimeout(late);
        this.waiting = this.waiting.filter((one) => one !== look);
        settle();
      };
      this.waiting.push(look);
    });
  }

  /** The six digits that were sent to somebody. */
  async code(to) {
    return (await this.next(to)).text.match(/\b\d{6}\b/)[0];
  }

  /** The link that was sent to somebody. */
  async link(to) {
    return (await this.next(to)).text.match(/https?:\/\/\S+/)[0];
  }

  async close() {
    await new Promise((closed) => this.server.close(closed));
  }
}
