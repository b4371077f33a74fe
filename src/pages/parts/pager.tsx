import { to, type View } from '../view.ts'

/** Links to the pages before and after a numbered page. `address` is that of a page, without its language. */
export function Pager(p: { view: View; page: number; pages: number; address: (page: number) => string }) {
  const { view, page, pages, address } = p
  const { t, lang } = view
  if (pages <= 1) return null
  return (
    <nav class="pager" aria-label={t.common.pages}>
      {page > 1 && (
        <a rel="prev" href={to(view, address(page - 1))}>
          {t.common.previous}
        </a>
      )}
      <span>{t.common.pageOf(page.toLocaleString(lang), pages.toLocaleString(lang))}</span>
      {page < pages && (
        <a rel="next" href={to(view, address(page + 1))}>
          {t.common.next}
        </a>
      )}
    </nav>
  )
}

/** The number of a page in an address. What is none is the API's to refuse. */
export const pageNumber = (text: string | undefined): number => Number(text || 1)
