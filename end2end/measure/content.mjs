// A package of as many pages as one likes, in both languages, in a temporary folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGES_A_MODULE = 10;
// In each language its own: bokmål in a nynorsk page is warned of, word by word.
const WORDS = {
  nb: `Å være til stede er ikke det samme som å være med. Vi ser etter hvem som får svar når de sier noe, og hvem som
får en plass i det vi holder på med. Det begynner i det små: hvem går først inn, hvem venter, og hvem vet hva som skjer nå.`,
  nn: `Å vere til stades er ikkje det same som å vere med. Vi ser etter kven som får svar når dei seier noko, og kven som
får ein plass i det vi held på med. Det byrjar i det små: kven går først inn, kven ventar, og kven veit kva som skjer no.`,
};

/** Writes a package with so many pages, a page being a file in each of the two languages; gives its folder. */
export function generate(folder, pages) {
  const write = (path, text) => writeFileSync(join(folder, path), text);
  mkdirSync(folder, { recursive: true });
  write('pakke.yaml', 'tittel:\n  nb: Stor\n  nn: Stor\nspråk: [nb, nn]\n');
  write('kilder.bib', '@book{haug2017,\n  author = {Haug, Peder},\n  title = {Ideals},\n  year = {2017}\n}\n');
  write('id-er.txt', '# Id-er som er publisert\n');
  for (const lang of ['nb', 'nn']) write(`ordliste.${lang}.md`, '## Ro {#ro}\n\nAt det er stille nok.\n');
  const modules = Math.ceil(pages / PAGES_A_MODULE);
  for (let m = 0; m < modules; m += 1) {
    // Every module is a page too.
    const module = `moduler/${10 + m}-modul-${m}`;
    mkdirSync(join(folder, module), { recursive: true });
    for (const lang of ['nb', 'nn']) {
      write(
        `${module}/modul.${lang}.md`,
        `---\ntittel: Modul ${m}\ningress: Om modul ${m}.\nmål: Vi får ro.\nfor: [skole]\nlæringsmål: [Vi kan lytte]\nbegreper: [ro]\n---\n\nRo.\n`,
      );
      for (let p = 1; p < PAGES_A_MODULE; p += 1) {
        const paragraphs = Array.from({ length: 6 }, (_, n) => `## Del ${n}\n\n${WORDS[lang]} [[ro]] [@haug2017].\n`);
        write(
          `${module}/${10 + p}-side-${p}.${lang}.md`,
          `---\ntittel: Side ${p}\ningress: Kort om side ${p}.\nvarighet: 5\nfor: [skole]\n---\n\n${WORDS[lang]}\n\n${paragraphs.join('\n')}`,
        );
      }
    }
  }
  return folder;
}
