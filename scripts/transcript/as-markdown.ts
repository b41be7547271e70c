import type { Chapter, Line } from './reader.ts';

/** What names the keys of the transcript's part of the page. */
export const START = '<!-- transcript: written by npm run transcript -->';
/** Its end. */
export const END = '<!-- /transcript -->';

/** The transcript as tables, one for each chapter. */
export function asMarkdown(chapters: readonly Chapter[]): string {
  return chapters.map(({ title, lines }) => [`### ${title}`, '', '| Key | Said |', '| --- | --- |', ...lines.map(row), ''].join('\n')).join('\n');
}

function row({ keys, focus, announced }: Line): string {
  const said = [...focus.map(cell), ...announced.map((text) => `*${cell(text)}*`)];
  return `| ${cell(keys)} | ${said.length === 0 ? '(nothing)' : said.join('<br>')} |`;
}

function cell(text: string): string {
  return text.replace(/[|<>]/gu, (sign) => `\\${sign}`);
}

/**
 * Puts the transcript between its markers.
 * @throws {Error} where a page has no markers
 */
export function withTranscript(page: string, transcript: string): string {
  const from = page.indexOf(START);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error('The page has no place for the transcript.');
  return `${page.slice(0, from + START.length)}\n\n${transcript}\n${page.slice(to)}`;
}
