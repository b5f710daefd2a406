// Every pair of colours that text or a control's edge stands on, in both themes: `npm run contrast`.
// WCAG AA: 4.5 for text, 3 for the edge of a control and for what is drawn. Exit 1 when one falls short.
import { readFileSync } from 'node:fs';

const tokens = readFileSync(new URL('src/tokens.css', import.meta.url), 'utf8');
const colours = { light: {}, dark: {} };
for (const [, name, light, dark] of tokens.matchAll(/--([\w-]+):\s*light-dark\((#\w+),\s*(#\w+)\)/g)) {
  colours.light[name] = light;
  colours.dark[name] = dark;
}

const luminance = (hex) => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const families = ['neutral', 'accent', 'waiting', 'info', 'success', 'warning', 'danger'];
const grounds = ['ds-color-neutral-background-default', 'ds-color-neutral-surface-default', 'ds-color-neutral-surface-tinted'];
const pairs = [];
for (const family of families) {
  const own = (name) => `ds-color-${family}-${name}`;
  for (const text of ['text-default', 'text-subtle']) {
    for (const ground of [...grounds, own('surface-tinted'), own('surface-hover')]) pairs.push([own(text), ground, 4.5]);
    pairs.push([own('text-default'), own('surface-active'), 4.5]);
  }
  for (const base of ['base-default', 'base-hover', 'base-active']) pairs.push([own('base-contrast-default'), own(base), 4.5]);
  for (const edge of ['border-default', 'border-strong', 'base-default']) {
    for (const ground of grounds.slice(0, 2)) pairs.push([own(edge), ground, 3]);
  }
}
pairs.push(['ds-color-neutral-text-default', 'ds-color-accent-surface-tinted', 4.5]);
for (const family of families) pairs.push(['ds-color-neutral-text-default', `ds-color-${family}-surface-tinted`, 4.5]);
for (const phase of 'abcd') {
  pairs.push([`phase-${phase}-text`, `phase-${phase}-surface`, 4.5]);
  pairs.push([`phase-${phase}-text`, grounds[0], 4.5], [grounds[0], `phase-${phase}-text`, 4.5]);
  pairs.push([`phase-${phase}-border`, grounds[0], 3]);
}

let short = 0;
for (const [scheme, names] of Object.entries(colours)) {
  for (const [front, back, least] of pairs) {
    if (!names[front] || !names[back]) throw new Error(`no colour named ${front} or ${back}`);
    const found = ratio(names[front], names[back]);
    if (found < least) {
      short += 1;
      console.log(`${scheme}: --${front} on --${back} is ${found.toFixed(2)}, needs ${least}`);
    }
  }
}
console.log(short === 0 ? `${pairs.length} pairs in two themes, all above their least` : `${short} too low`);
process.exitCode = short === 0 ? 0 : 1;
