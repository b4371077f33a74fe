import { escapeHtml } from '../parts/escape-html.ts'

/** Widths in Verdana of 11 px; most letters have that of an `n`. The text is fitted to what is worked out here. */
const WIDTHS: Record<string, number> = {
  ...Object.fromEntries([..."iIjl.,:;'|! "].map((c) => [c, 4])),
  ...Object.fromEntries([...'frt()/-'].map((c) => [c, 5])),
  ...Object.fromEntries([...'mwMW%@'].map((c) => [c, 10.5])),
}
const USUAL = 6.9
const WIDE = 11
const PADDING = 6

const widthOf = (text: string): number =>
  Math.ceil([...text].reduce((sum, c) => sum + (WIDTHS[c] ?? (c > '\u02ff' ? WIDE : USUAL)), 0))

/** A badge of two fields. `color` is that of the right one; white on it must be readable. */
export function drawBadge({ label, value, color }: { label: string; value: string; color: string }): string {
  const [left, right] = [widthOf(label), widthOf(value)]
  const middle = left + 2 * PADDING
  const width = middle + right + 2 * PADDING
  const text = (x: number, length: number, words: string) =>
    `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escapeHtml(words)}</text>`
  const title = escapeHtml(`${label}: ${value}`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${title}">`,
    `<title>${title}</title><clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${middle}" height="20" fill="#3b3f45"/><rect x="${middle}" width="${width - middle}" height="20" fill="${color}"/></g>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,Noto Sans KR,sans-serif" font-size="11">`,
    text(PADDING, left, label),
    text(middle + PADDING, right, value),
    '</g></svg>',
  ].join('')
}
