const HEIGHT = 120
const FOOT = 22
const HEAD = 18
/** The part of its column that a bar fills. */
const FILLED = 0.8

/** `mark` is written below its bar. */
export type Bar = { name: string; value: number; mark?: string }

/** A chart of bars. It has no measure of its own, so a table of the same numbers must stand beside it. */
export function Bars({ label, bars, lang }: { label: string; bars: readonly Bar[]; lang: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const step = 100 / bars.length
  const left = (column: number) => `${(column * step).toFixed(2)}%`
  return (
    <svg class="bars" role="img" aria-label={label} width="100%" height={HEAD + HEIGHT + FOOT}>
      {bars.map(({ name, value, mark }, i) => {
        const height = value === 0 ? 0 : Math.max(2, Math.round((HEIGHT * value) / most))
        const middle = left(i + 0.5)
        return (
          <g>
            <rect
              x={left(i + (1 - FILLED) / 2)}
              y={HEAD + HEIGHT - height}
              width={`${(step * FILLED).toFixed(2)}%`}
              height={height}
            >
              <title>{`${name}: ${value.toLocaleString(lang)}`}</title>
            </rect>
            {value === most && (
              <text x={middle} y={HEAD - 5} text-anchor="middle">
                {value.toLocaleString(lang)}
              </text>
            )}
            {mark !== undefined && (
              <text x={middle} y={HEAD + HEIGHT + 16} text-anchor="middle">
                {mark}
              </text>
            )}
          </g>
        )
      })}
      <line x1="0" x2="100%" y1={HEAD + HEIGHT + 0.5} y2={HEAD + HEIGHT + 0.5} />
    </svg>
  )
}
