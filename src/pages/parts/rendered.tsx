import type { Child } from 'hono/jsx'
import type { RenderedText } from '../markdown/render-markdown.ts'
import type { View } from '../view.ts'

/** What `renderMarkdown` made of somebody's text, which nothing else may be given as. `whole` leads to all of a longer one. */
export function Rendered({ view, text, whole }: { view: View; text: RenderedText; whole: string }): Child {
  return (
    <>
      <div class="prose" dangerouslySetInnerHTML={{ __html: text.html }} />
      {text.isCut && <Cut view={view} whole={whole} />}
    </>
  )
}

/** Stands at the end of what is shown of a longer file. */
export const Cut = ({ view: { t }, whole }: { view: View; whole: string }) => (
  <p class="notice">
    {t.skill.cut} <a href={whole}>{t.skill.raw}</a>
  </p>
)
