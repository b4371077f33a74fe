import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { type AdminView, wordOf } from '../admin-view.ts'
import type { Choice } from './fields.tsx'

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
// Fields of which every value has a word. Others hold what people wrote.
const IN_WORDS = [
  'decision',
  'kind',
  'state',
  'outcome',
  'status',
  'role',
  'trigger',
  'parse_status',
  'license_confidence',
  'content_policy',
]
const LONG = 400

type Shown = { view: AdminView; name?: string; value: unknown; choices?: readonly Choice[] }

/** A value of the API as somebody reads it. `name` is that of its field, `choices` say what an id stands for. */
export function Value({ view, name = '', value, choices }: Shown) {
  if (value === null || value === undefined || value === '') return <span class="quiet">–</span>
  if (typeof value === 'boolean') return <>{value ? view.t.admin.yes : view.t.admin.no}</>
  if (typeof value === 'number') return <>{value.toLocaleString(view.lang)}</>
  if (typeof value === 'string') {
    if (TIME.test(value)) return <Moment view={view} at={value} withTime />
    const word = wordIn(view, name, value)
    return <>{showUnseen(choices?.find((choice) => choice.value === value && choice.text !== value)?.text ?? word)}</>
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return <>{showUnseen(value.join(', '))}</>
  const { at, reason } = value as Record<string, unknown>
  if (typeof at === 'string' && typeof reason === 'string')
    return (
      <>
        <Moment view={view} at={at} /> {showUnseen(reason)}
      </>
    )
  return <span class="quiet">{showUnseen(inShort(value))}</span>
}

/** What a value of a field means in words, if all values of the field have some. */
export const wordIn = (view: AdminView, name: string, value: string): string =>
  IN_WORDS.includes(name) ? wordOf(view, value) : value

/** Counts with their names. Of anything else the names alone, as it would fill the page. */
function inShort(value: object): string {
  const entries = Object.entries(value)
  const isCounts = entries.every(([, one]) => typeof one === 'number')
  return shortened(entries.map(([name, one]) => (isCounts ? `${name} ${one}` : name)).join(', '))
}

const shortened = (text: string) => (text.length > LONG ? `${text.slice(0, LONG)}…` : text)
