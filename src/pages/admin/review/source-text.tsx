import { showUnseen } from '../../parts/plain.ts'
import type { AdminView } from '../admin-view.ts'

/** So many lines have an address of their own. The rest of a longer file follows in one piece. */
const NUMBERED = 2000

/** A file as an agent reads it, with its unseen characters made visible, and lines that findings can point at. */
export function SourceText({ view, title, text }: { view: AdminView; title: string; text: string | null }) {
  const { review } = view.t.admin
  const lines = (text ?? '').split(/\r\n|\n|\r/)
  const rest = lines.slice(NUMBERED)
  return (
    <section aria-labelledby="raw">
      <h2 id="raw">{title}</h2>
      {text === null ? (
        <p class="warned">{review.noText}</p>
      ) : (
        <pre class="numbered" tabindex={0}>
          {lines.slice(0, NUMBERED).map((line, at) => (
            <span id={`L${at + 1}`}>{`${showUnseen(line)}\n`}</span>
          ))}
          {rest.length > 0 && showUnseen(rest.join('\n'))}
        </pre>
      )}
    </section>
  )
}
