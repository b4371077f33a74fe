/**
 * A query and its graded skills by name: 3 is exactly what is wanted, 2 clearly helpful, 1 marginal. Skills that are not
 * listed are worth nothing.
 */
export type JudgedQuery = { q: string; kind: string; grades: ReadonlyMap<string, number> }

/** Reads queries written one a line, such as `merge pdf | 3 pdf-tools | 1 pdf-forms pdf-reader`. A line that starts with `|` continues. */
export const judged = (kind: string, text: string): JudgedQuery[] =>
  text
    .trim()
    .split(/\n\s*(?![\s|])/)
    .map((line) => {
      const [q = '', ...parts] = line.split('|').map((part) => part.trim())
      return { q, kind, grades: new Map(parts.flatMap(gradesOf)) }
    })

function gradesOf(part: string): [name: string, grade: number][] {
  const [grade, ...names] = part.split(/\s+/)
  if (!/^[123]$/.test(grade ?? '') || names.length === 0) throw new Error(`This is no grade with names: ${part}`)
  return names.map((name) => [name, Number(grade)])
}
