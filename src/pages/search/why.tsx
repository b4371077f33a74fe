import { showUnseen } from '../parts/plain.ts'
import type { View } from '../view.ts'
import type { Found } from './found.ts'

/** The summary with the words marked that match. */
export function Snippet({ snippet }: { snippet: Found['snippet'] }) {
  if (snippet === null) return null
  const { text, marks } = snippet
  const ends = [0, ...marks.map(([, end]) => end)]
  return (
    <p class="summary">
      {marks.map(([start, end], i) => (
        <>
          {showUnseen(text.slice(ends[i], start))}
          <mark>{showUnseen(text.slice(start, end))}</mark>
        </>
      ))}
      {showUnseen(text.slice(ends.at(-1)))}
    </p>
  )
}

/** Which words of the query a skill has, how and where. */
export function Why({ view, matches }: { view: View; matches: Found['matches'] }) {
  const { t } = view
  if (matches.length === 0) return null
  return (
    <p class="why">
      <span>{t.search.why}</span>
      {matches.map(({ word, as, how, in: fields }) => (
        <span class="match">
          <b>{word}</b>
          {as !== word && ` → ${as}`}
          {t.search.how[how] !== '' && ` (${t.search.how[how]})`} {t.search.in}{' '}
          {fields.map((field) => t.search.fields[field]).join(', ')}
        </span>
      ))}
    </p>
  )
}
