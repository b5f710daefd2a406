// Bundles src/main.css into one minified file: node build.mjs [OUT], by default dist/main.css.
//
// Two things are trimmed on the way: the colours and the second typeface of Designsystemet's own theme
// (src/tokens.css brings ours, under the same names), and every custom property that nothing reads.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAsync, transform } from 'lightningcss';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const out = resolve(process.argv[2] ?? join(here, 'dist/main.css'));

// Browsers: those that know :has and cascade layers, so also a tablet that no longer gets updates.
const targets = { chrome: 105 << 16, firefox: 121 << 16, safari: (15 << 16) | (4 << 8) };

const unusedLayer = /^ds\.theme\.(color-scheme\.|typography\.secondary)/;
// Parts of Designsystemet's components that no page of ours has.
const unused = new Set([
  'brand1', 'brand2', 'switch', 'u-summary', 'readonly', 'aria-readonly', 'aria-sort', 'data-removable', 'data-clickdelegatefor',
  'ds-skiplink', 'ds-card__block', 'ds-icon', 'ds-readonly-icon', 'ds-print-preserve', 'ds-floating', 'ds-checkbox--checked',
  'ds-field-affixes', 'ds-field-affix', 'ds-focus', 'ds-focus--inset', 'ds-focus--middle', 'ds-focus--visible',
  'ds-focus--visible--inset', 'ds-focus--visible--middle', 'indeterminate', 'read-only', 'dir', 'tfoot', 'counter', 'data-border', 'data-sticky-header', 'data-zebra', 'data-hover',
  'ds-fade-in', 'data-weight',
]);

/** The selector without what is unused, or null when nothing is left of it. */
function pruned(selector) {
  const parts = [];
  for (const part of selector) {
    if ([part.name, part.kind, part.operation?.value].some((word) => unused.has(word))) return null;
    if (!Array.isArray(part.selectors)) {
      parts.push(part);
      continue;
    }
    const selectors = part.selectors.map(pruned).filter((one) => one !== null);
    if (selectors.length > 0) parts.push({ ...part, selectors });
    else if (part.kind !== 'not') return null;
  }
  return parts;
}

/** Designsystemet's own CSS, less what we never use. */
function trimmed(file) {
  return transform({
    filename: file,
    code: readFileSync(file),
    visitor: {
      Rule: {
        'layer-block': (rule) => (unusedLayer.test(rule.value.name?.join('.')) ? [] : undefined),
      },
      Selector: (selector) => pruned(selector) ?? [],
    },
  }).code.toString();
}

/** Drops custom properties that nothing reads, until none is left. */
function withoutUnread(code, readElsewhere) {
  let dropped;
  do {
    const read = new Set([...`${code}${readElsewhere}`.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]));
    dropped = 0;
    const custom = ({ name }) => {
      if (!name.startsWith('--') || name.startsWith('--lightningcss') || read.has(name)) return undefined;
      dropped += 1;
      return [];
    };
    code = transform({ filename: 'main.css', code: Buffer.from(code), minify: true, visitor: { Declaration: { custom } } }).code.toString();
  } while (dropped > 0);
  return code;
}

const { code } = await bundleAsync({
  filename: join(here, 'src/main.css'),
  minify: true,
  targets,
  resolver: {
    resolve: (specifier, from) => (specifier.startsWith('.') ? resolve(dirname(from), specifier) : require.resolve(specifier)),
    read: (file) => (file.includes('node_modules') ? trimmed(file) : readFileSync(file, 'utf8')),
  },
});

mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, withoutUnread(code.toString(), readFileSync(join(here, 'ikoner.svg'), 'utf8')));
