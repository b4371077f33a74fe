import { escapeHtml } from '../../parts/escape-html.ts'

/** The lines of pieces of text as HTML. A piece of several lines is marked in each of them. */
export function classed(pieces: readonly { text: string; classes: string }[]): string[] {
  const lines = ['']
  for (const { text, classes } of pieces) {
    for (const [i, part] of text.split('\n').entries()) {
      if (i > 0) lines.push('')
      if (part === '') continue
      const html = classes === '' ? escapeHtml(part) : `<span class="${escapeHtml(classes)}">${escapeHtml(part)}</span>`
      lines.push(`${lines.pop() ?? ''}${html}`)
    }
  }
  return lines
}

/** Lines with an address each: `#L12`. The numbers are written by the style, so that nobody copies them. */
export const numbered = (lines: readonly string[]): string =>
  lines.map((line, i) => `<span class="l" id="L${i + 1}">${line}</span>`).join('\n')
