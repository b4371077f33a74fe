import type { View } from '../view.ts'

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const

/** A size, as people of the page's language write it. */
export function Bytes({ view, of }: { view: Pick<View, 'lang'>; of: number }) {
  const power = of < 1000 ? 0 : of < 1_000_000 ? 1 : 2
  const style = { style: 'unit', unit: UNITS[power], unitDisplay: power === 0 ? 'long' : 'short' } as const
  const text = new Intl.NumberFormat(view.lang, { ...style, maximumFractionDigits: 1 }).format(of / 1000 ** power)
  return <data value={String(of)}>{text}</data>
}
