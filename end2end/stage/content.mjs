// The step titles and questions of the module that the journeys go through, from the package itself.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = join(import.meta.dirname, '../../content/moduler');
export const MODULE = 'hva-er-inkludering';

/** The steps of a page in a language: { id, title, kind } in order. */
export function steps(page, lang) {
  const folder = readdirSync(MODULES).find((name) => name.endsWith(`-${MODULE}`));
  const file = readdirSync(join(MODULES, folder)).find((name) => name.endsWith(`-${page}.${lang}.md`));
  const text = readFileSync(join(MODULES, folder, file), 'utf8');
  return [...text.matchAll(/^## (.+?) \{#([\w-]+) \.(\p{L}+)[^}]*\}/gmu)].map(([, title, id, kind]) => ({ id, title, kind }));
}
