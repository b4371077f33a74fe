import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { Failure } from '../../../http/failure.ts'
import { Refused, withQuery } from '../../api.ts'
import { page } from '../../layout/page.tsx'
import type { RenderedText } from '../../markdown/render-markdown.ts'
import { Bytes } from '../../parts/bytes.tsx'
import { OutLink } from '../../parts/out-link.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { Cut, Rendered } from '../../parts/rendered.tsx'
import { type PageEnv, skillPath, to, type View } from '../../view.ts'
import { filePath, filesPath, slugOf } from '../skill.ts'
import { rawPath, type Version, versionApi } from '../version.ts'
import type { ManifestFile } from './tree.ts'

/** Longer files are a link away. */
const MAX_BYTES = 256 * 1024
const MAX_LINES = 5_000

/** What can be shown of a file. */
type Content = { lines: string; isCut: boolean } | { markdown: RenderedText } | { why: string }

/** A file of the newest version, or of `?version=`: its text, or what it is. `?plain=1` shows Markdown as it is written. */
export async function file(c: Context<PageEnv>) {
  const { api, view } = c.var
  const slug = slugOf(c)
  const { version: asked, plain } = c.req.query()
  const path = c.req.param('path') ?? ''
  const version = await api.get<Version>(versionApi(slug, asked || 'latest'))
  const listed = version.manifest.find((other) => other.path === path)
  if (!listed) throw new Failure('not_found', view.t.skill.noFile(showUnseen(path), version.version))
  const raw = rawPath(slug, version.version, path)
  const content = await readContent(c, listed, raw, plain !== undefined)
  const title = `${showUnseen(path)} · ${slug} ${version.version}`
  const meta = { title, description: title, noIndex: true, noMarkdown: true }
  const shown = { view, slug, version, listed, raw, asked: asked || undefined, content }
  return page(c, meta, <File {...shown} />)
}

async function readContent(c: Context<PageEnv>, listed: ManifestFile, raw: string, isPlain: boolean): Promise<Content> {
  const { api, view } = c.var
  if (listed.size > MAX_BYTES) return { why: view.t.skill.tooLarge }
  try {
    const text = await api.text(raw)
    if (text === null) return { why: view.t.skill.binary }
    if (!isPlain && /\.(md|markdown)$/i.test(listed.path)) {
      const { renderMarkdown } = await import('../../markdown/render-markdown.ts')
      return { markdown: renderMarkdown(withoutFrontmatter(text)) }
    }
    const [{ highlightedLines }, { numbered }] = await Promise.all([import('./highlight.ts'), import('./lines.ts')])
    const lines = highlightedLines(listed.path, text)
    return { lines: numbered(lines.slice(0, MAX_LINES)), isCut: lines.length > MAX_LINES }
  } catch (error) {
    // Why the file is not given out; the page is about the file all the same.
    if (error instanceof Refused && [403, 410].includes(error.problem.status)) return { why: error.problem.detail }
    throw error
  }
}

/** Shown as the code that it is: as Markdown it would be a heading. */
const withoutFrontmatter = (text: string): string =>
  text.replace(
    /^\ufeff?---\r?\n([\s\S]*?)\n---[^\S\n]*(?:\n|$)/,
    (_, yaml: string) => `\`\`\`\`\`yaml\n${yaml}\n\`\`\`\`\`\n\n`,
  )

type Shown = {
  view: View
  slug: string
  version: Version
  listed: ManifestFile
  raw: string
  asked: string | undefined
  content: Content
}

function File({ view, slug, version, listed, raw, asked, content }: Shown) {
  const { t } = view
  const { path, size, mode, sha256 } = listed
  const here = (query: Record<string, string | undefined>) =>
    to(view, withQuery(filePath(slug, path), { version: asked, ...query }))
  return (
    <>
      <nav class="crumbs" aria-label={t.common.breadcrumb}>
        <a href={to(view, skillPath(slug))}>{slug}</a> /{' '}
        <a href={to(view, withQuery(filesPath(slug), { version: asked }))}>{version.version}</a>
      </nav>
      <h1 class="path">{showUnseen(path)}</h1>
      <ul class="facts">
        <li>
          <Bytes view={view} of={size} />
        </li>
        {mode === '0755' && <li>{t.skill.executable}</li>}
        <li>
          SHA-256 <code title={sha256}>{sha256.slice(0, 12)}</code>
        </li>
        {!('why' in content) && (
          <li>
            <a href={raw}>{t.skill.raw}</a>
          </li>
        )}
        {'markdown' in content && (
          <li>
            <a href={here({ plain: '1' })}>{t.skill.asWritten}</a>
          </li>
        )}
        {version.source_url && (
          <li>
            <OutLink href={version.source_url}>{t.skill.atSource}</OutLink>
          </li>
        )}
      </ul>
      <Shown
        view={view}
        content={content}
        raw={raw}
        canLoad={version.withheld === null || version.withheld === 'incomplete'}
      />
    </>
  )
}

function Shown({
  view,
  content,
  raw,
  canLoad,
}: {
  view: View
  content: Content
  raw: string
  canLoad: boolean
}): Child {
  const { t } = view
  if ('markdown' in content) return <Rendered view={view} text={content.markdown} whole={raw} />
  if ('lines' in content)
    return (
      <>
        <pre class="code" tabindex={0}>
          <code dangerouslySetInnerHTML={{ __html: content.lines }} />
        </pre>
        {content.isCut && <Cut view={view} whole={raw} />}
      </>
    )
  return (
    <p class="notice">
      {content.why} {canLoad && <a href={raw}>{t.skill.download}</a>}
    </p>
  )
}
