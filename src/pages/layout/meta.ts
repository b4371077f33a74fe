import type { ClientModule } from '../assets/assets.ts'

/** What a page says of itself. */
export type Meta = {
  title: string
  description: string
  /** Search engines are to leave it out. */
  noIndex?: boolean
  /** Beside those of every page. */
  scripts?: ClientModule[]
  /** For machines that read pages, as schema.org has it. */
  jsonLd?: Record<string, unknown>
  /** Its Atom feeds. */
  feeds?: readonly { title: string; href: string }[]
  /** Where the API says the same. */
  json?: string
  /** It cannot be read as Markdown: it is an error, a form, or a file of a skill. */
  noMarkdown?: boolean
  /** `wide` for tables and queues. */
  width?: 'wide'
}
