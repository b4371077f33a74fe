/** What `renderMarkdown` made of somebody's text, which nothing else may be given as. */
export function Rendered({ html }: { html: string }) {
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />
}
