import type { Child } from 'hono/jsx'

/** A link that somebody else wrote and that leads away. What is no address of the web is shown as text. */
export function OutLink({ href, children }: { href: string; children?: Child }) {
  if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return <>{children}</>
  return (
    <a href={href} rel="nofollow ugc noopener noreferrer">
      {children}
    </a>
  )
}
