import type { View } from '../view.ts'

const DAY_MS = 86_400_000

/** A moment, as people of the page's language write it. It is shown in UTC, as all times of the API are. */
export function Moment({ view, at, withTime = false }: { view: View; at: string; withTime?: boolean }) {
  const date = new Date(at)
  const style: Intl.DateTimeFormatOptions = {
    dateStyle: 'medium',
    ...(withTime && { timeStyle: 'short' }),
    timeZone: 'UTC',
  }
  return (
    <time datetime={at} title={at}>
      {new Intl.DateTimeFormat(view.lang, style).format(date)}
      {withTime && ' UTC'}
    </time>
  )
}

/** How long ago a moment was, in whole days or longer units. */
export function Ago({ view, at }: { view: View; at: string }) {
  const days = Math.max(0, Math.floor((view.now.getTime() - new Date(at).getTime()) / DAY_MS))
  const [count, unit] =
    days < 45 ? [days, 'day'] : days < 550 ? [Math.round(days / 30.4), 'month'] : [Math.round(days / 365), 'year']
  const text = new Intl.RelativeTimeFormat(view.lang, { numeric: 'auto' }).format(
    -count,
    unit as Intl.RelativeTimeFormatUnit,
  )
  return (
    <time datetime={at} title={at}>
      {text}
    </time>
  )
}
