import type { Tally } from '../runner/tally.ts'

const CLEAR_LINE = '\r\x1b[2K'

/** Shows a line that counts targets. Only a terminal gets it; a pipe or a file gets log lines alone. */
export function showProgress(write: (text: string) => void, isTerminal: boolean) {
  let shown = false
  return {
    step: (tally: Tally) => {
      if (!isTerminal) return
      shown = true
      const failed = tally.errors.length > 0 ? `, ${tally.errors.length} failed` : ''
      write(`${CLEAR_LINE}${tally.processed} of ${tally.total}${failed}`)
    },
    clear: () => {
      if (shown) write(CLEAR_LINE)
      shown = false
    },
  }
}
