import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { type AdminEnv, type AdminView, wordOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Decision } from './decision.tsx'
import { Effect } from './effect.tsx'
import { Findings, Folder } from './folder.tsx'
import { Keys } from './list.tsx'
import { type File, filePath, placeOf, queueOf, queuePath, type Refused } from './queue.ts'
import { Scanned } from './scan.tsx'
import { SourceText } from './source-text.tsx'

export const file = (c: Context<AdminEnv>) => showFile(c)

/** Shows a file as it is now, with what a decision on it was refused for. */
export async function showFile(c: Context<AdminEnv>, refused?: Refused) {
  const { api, view } = c.var
  const id = c.req.param('id') ?? ''
  const queue = queueOf(c)
  const [shown, place] = await Promise.all([
    api.get<File>(`/v1/admin/raw-skills/${encodeURIComponent(id)}`),
    placeOf(api, id, queue),
  ])
  const { diffLines } = await import('../../../domain/files/changes/line-diff.ts')
  const name = showUnseen(shown.name ?? shown.path ?? shown.id)
  const body = (
    <>
      <nav class="steps" aria-label={view.t.admin.review.title}>
        <a href={queuePath({ ...queue, cursor: undefined })} data-key="q">
          {view.t.admin.review.toQueue}
        </a>
        {place.previous && (
          <a href={place.previous} rel="prev" data-key="k">
            {view.t.common.previous}
          </a>
        )}
        <a href={place.next} rel="next" data-key="j">
          {view.t.admin.review.skip}
        </a>
      </nav>
      <h1>{name}</h1>
      <p class="lead">{showUnseen(shown.description ?? '')}</p>
      <Facts view={view} file={shown} />
      {refused && <Refusal view={view} problem={refused.problem} />}
      {refused && <ChangedSince view={view} file={shown} seen={refused.seen} />}
      <Effect view={view} file={shown} diffLines={diffLines} />
      <Scanned view={view} file={shown} />
      <Findings view={view} file={shown} />
      <Folder view={view} file={shown} path={filePath(id, {})} />
      <SourceText view={view} title="SKILL.md" text={shown.text} />
      <Decision view={view} file={shown} queue={queue} place={place} refused={refused} />
      <Keys view={view} names={['j', 'k', 'a', 'r', 't', 'q', '?']} />
    </>
  )
  const status = (refused?.problem.status ?? 200) as ContentfulStatusCode
  return adminPage(c, { title: `${name} · ${view.t.admin.review.title}`, scripts: ['review'] }, body, status)
}

function Facts({ view, file }: { view: AdminView; file: File }) {
  const { review } = view.t.admin
  const { status, parse_status: parsed, source, size, license, category, reviewed_at: at, reviewed_by: by } = file
  return (
    <ul class="facts">
      <li class={status === 'rejected' ? 'bad' : status === 'approved' ? 'good' : undefined}>
        {wordOf(view, status)}
        {at !== null && (
          <>
            {' '}
            <Moment view={view} at={at} withTime /> {by !== null && review.by(by)}
          </>
        )}
      </li>
      <li class={parsed === 'ok' ? 'good' : 'warned'}>{wordOf(view, parsed)}</li>
      <li>
        <a href={`/admin/sources/${source.id}`}>{showUnseen(source.name ?? source.id)}</a>
      </li>
      <li>
        <SourceLink file={file} />
      </li>
      {size !== null && <li>{review.bytes(size)}</li>}
      <li class={license === null ? 'warned' : undefined}>{showUnseen(license ?? view.t.item.noLicence)}</li>
      {category !== null && <li>{showUnseen(category)}</li>}
      {file.vanished_at !== null && <li class="bad">{review.vanished}</li>}
      {file.review_reason !== null && <li>{showUnseen(file.review_reason)}</li>}
    </ul>
  )
}

function SourceLink({ file: { path, url } }: { file: File }) {
  const text = <code>{showUnseen(path ?? '')}</code>
  if (url === null || !/^https?:\/\//i.test(url)) return text
  return (
    <a href={url} rel="nofollow ugc noopener noreferrer">
      {text}
    </a>
  )
}

/** Says which part of a file is another than the one that was decided on. */
function ChangedSince({ view, file, seen }: { view: AdminView; file: File; seen: Refused['seen'] }) {
  const { review } = view.t.admin
  const changes = [
    [review.textChanged, seen.file_hash, file.file_hash],
    [review.folderChanged, seen.folder_digest, file.folder_digest],
  ].filter(([, before, after]) => before !== after)
  if (changes.length === 0) return null
  return (
    <div class="flash bad">
      <p>{review.changedSince}</p>
      <ul>
        {changes.map(([what, before, after]) => (
          <li>
            {what} <code>{before?.slice(0, 12) ?? '–'}</code> → <code>{after?.slice(0, 12) ?? '–'}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
