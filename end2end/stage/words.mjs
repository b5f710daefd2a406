// The product's own texts, read from app/locales, so that a test finds a button by the words that stand on it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../app/locales');

function read(lang) {
  const source = readFileSync(join(FOLDER, `${lang}.rs`), 'utf8');
  const texts = {};
  for (const [, group, body] of source.matchAll(/^ {4}(\w+) \{\n(.*?)^ {4}\}/gms)) {
    texts[group] = {};
    for (const [, name, text] of body.matchAll(/^\s*(\w+):\s*("(?:[^"\\]|\\.)*"),/gm)) {
      texts[group][name] = JSON.parse(text.replace(/\\\n\s*/g, ''));
    }
  }
  // A text that is asked for and is not there is a mistake in the test.
  const strict = (of, where) =>
    new Proxy(of, {
      get(target, name) {
        if (name in target) return target[name];
        throw new Error(`app/locales/${lang}.rs has no ${where}${String(name)}`);
      },
    });
  for (const group of Object.keys(texts)) texts[group] = strict(texts[group], `${group}.`);
  return strict(texts, '');
}

export const WORDS = { nb: read('nb'), nn: read('nn') };

/** Fills the holes in a text: fill('Steg {n}', { n: 2 }). */
export function fill(text, holes) {
  return text.replace(/\{(\w+)\}/g, (_, name) => holes[name]);
}

/** A text with holes as a pattern that takes anything in them. */
export function pattern(text) {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.+'));
}
