/** Escapes text for HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/**
 * One line of text that becomes ground truth.
 * @param personal - kind of personal data that it holds, or `null`
 */
export function line(text: string, personal: string | null = null, style = ''): string {
  const mark = personal === null ? '' : ` data-personal="${escaped(personal)}"`;
  return `<div style="line-height:1.5;${style}"><span data-label="text"${mark} style="white-space:nowrap">${escaped(text)}</span></div>`;
}

/** One page to be rendered. */
export interface Scene {
  /** File name without extension. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly html: string;
}
