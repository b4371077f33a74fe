import type { Lang } from '../texts/index.ts'
import type { View } from '../view.ts'

const DAY_MS = 86_400_000

/** A moment, as people of the page's language write it. It is shown in UTC, as all times of the API are. */
export function Moment({ view, at, withTime = false }: { view: View; at: string; withTime?: boolean }) {
  return (
    <time datetime={at} title={at}>
      {formatOf(view.lang, withTime).format(new Date(at))}
      {withTime && ' UTC'}
    </time>
  )
}

/** Making a format takes a hundred times as long as using it. */
function once<Args extends readonly unknown[], T>(make: (...args: Args) => T): (...args: Args) => T {
  const made = new Map<string, T>()
  return (...args) => {
    const key = args.join(' ')
    const format = made.get(key) ?? make(...args)
    made.set(key, format)
    return format
  }
}

const formatOf = once((lang: Lang, withTime: boolean) => {
  const timeStyle = withTime ? 'short' : undefined
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle, timeZone: 'UTC' })
})

const agoOf = once((lang: Lang) => new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }))

/** How long ago a moment was, in whole days or longer units. */
export function Ago({ view, at }: { view: View; at: string }) {
  const days = Math.max(0, Math.floor((view.now.getTime() - new Date(at).getTime()) / DAY_MS))
  const [count, unit] =
    days < 45 ? [days, 'day'] : days < 550 ? [Math.round(days / 30.4), 'month'] : [Math.round(days / 365), 'year']
  const text = agoOf(view.lang).format(-count, unit as Intl.RelativeTimeFormatUnit)
  return (
    <time datetime={at} title={at}>
      {text}
    </time>
  )
}
