import { writeFileSync } from 'node:fs'

/** A measured figure, and its goal: a minimum or a maximum. */
export type Figure = { name: string; value: number; unit: string; atLeast?: number; atMost?: number }

/** What a benchmark measured, or why it failed. */
export type Outcome = { bench: string; figures: readonly Figure[]; failure?: string }

const isMissed = ({ value, atLeast, atMost }: Figure) =>
  (atLeast !== undefined && !(value >= atLeast)) || (atMost !== undefined && !(value <= atMost))

const hasGoal = ({ atLeast, atMost }: Figure) => atLeast !== undefined || atMost !== undefined

function verdict(figure: Figure): string {
  if (!hasGoal(figure)) return ''
  const { atLeast, atMost } = figure
  return `${isMissed(figure) ? 'MISSED ' : 'reached'}  (${atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`})`
}

/** The table for people: a section a benchmark, and how many goals were reached. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const all = outcomes.flatMap(({ figures }) => figures)
  const width = Math.max(0, ...all.map(({ name }) => name.length))
  const lines = outcomes.flatMap(({ bench, figures, failure }) => [
    `${bench}${failure === undefined ? '' : `  FAILED: ${failure}`}`,
    ...figures.map((figure) => `  ${lineOf(figure, width)}`.trimEnd()),
  ])
  const goals = all.filter(hasGoal)
  const reached = goals.filter((figure) => !isMissed(figure)).length
  return `${[...lines, `${reached} of ${goals.length} goals reached`].join('\n')}\n`
}

function lineOf(figure: Figure, width: number): string {
  const value = figure.value.toFixed(figure.value < 10 ? 3 : 0).padStart(9)
  return `${figure.name.padEnd(width)} ${value} ${figure.unit.padEnd(6)} ${verdict(figure)}`
}

/** Prints a table for people and, as the last line or in `file`, JSON for programs. */
export function printOutcomes(outcomes: readonly Outcome[], file?: string): void {
  process.stdout.write(tableOf(outcomes))
  const figures = outcomes.flatMap(({ bench, figures }) => figures.map((figure) => ({ bench, ...figure })))
  const failed = outcomes.flatMap(({ bench, failure }) => (failure === undefined ? [] : [{ bench, reason: failure }]))
  const json = JSON.stringify({ figures, failed })
  if (file) writeFileSync(file, `${json}\n`)
  else process.stdout.write(`${json}\n`)
}
