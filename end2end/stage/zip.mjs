// What lies in a zip file, which is what a Word file is: each name with its text.
import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';

/** Reads the list at the end of the file, and each part that it names. */
export function unzip(file) {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  assert.ok(end > 0, 'it has no list of what is in it');
  const parts = {};
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
    const start = file.readUInt32LE(at + 42);
    const data = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const raw = file.subarray(data, data + packed);
    const text = method === 0 ? raw : inflateRawSync(raw);
    parts[file.toString('utf8', at + 46, at + 46 + name)] = text.toString('utf8');
    at += 46 + name + extra + comment;
  }
  return parts;
}
