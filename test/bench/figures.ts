import { writeFileSync } from 'node:fs'

/** A measured figure, and its goal: a minimum or a maximum. */
export type Figure = { name: string; value: number; unit: string; atLeast?: number; atMost?: number }

const verdict = ({ value, atLeast, atMost }: Figure) => {
  if (atLeast !== undefined) return `${value >= atLeast ? 'reached' : 'MISSED '}  (at least ${atLeast})`
  if (atMost !== undefined) return `${value <= atMost ? 'reached' : 'MISSED '}  (at most ${atMost})`
  return ''
}

/** Prints a table for people and, as the last line or in `file`, JSON for programs. */
export function printFigures(figures: readonly Figure[], file?: string): void {
  const width = Math.max(...figures.map((figure) => figure.name.length))
  for (const figure of figures) {
    const value = figure.value.toFixed(figure.value < 10 ? 3 : 0).padStart(9)
    process.stdout.write(`${figure.name.padEnd(width)} ${value} ${figure.unit.padEnd(6)} ${verdict(figure)}\n`)
  }
  const json = JSON.stringify({ figures })
  if (file) writeFileSync(file, `${json}\n`)
  else process.stdout.write(`${json}\n`)
}
