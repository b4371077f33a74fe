import type { Context } from 'hono'
import { Failure } from '../../../http/failure.ts'
import { showUnseen } from '../../parts/plain.ts'
import type { AdminEnv } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import type { File } from './queue.ts'
import { SourceText } from './source-text.tsx'

const MAX_BYTES = 512 * 1024

/** A file of a folder that waits, as text. */
export async function oneFile(c: Context<AdminEnv>) {
  const { api, view } = c.var
  const [id, path] = [c.req.param('id') ?? '', c.req.param('path') ?? '']
  const { review } = view.t.admin
  const { folder } = await api.get<File>(`/v1/admin/raw-skills/${encodeURIComponent(id)}`)
  const listed = folder?.manifest.find((one) => one.path === path)
  if (!listed) throw new Failure('not_found', `There is no file '${path.slice(0, 200)}'.`)
  const at = path.split('/').map(encodeURIComponent).join('/')
  const text =
    listed.size > MAX_BYTES ? null : await api.text(`/v1/admin/raw-skills/${encodeURIComponent(id)}/files/${at}`)
  const isText = text !== null && !text.includes('\0')
  const name = showUnseen(path)
  const body = (
    <>
      <p>
        <a href={`/admin/review/${id}`}>{review.toFile}</a>
      </p>
      <h1>{name}</h1>
      <p class="quiet">
        {review.bytes(listed.size)} · {listed.mode} · <code>{listed.sha256}</code>
      </p>
      {isText ? <SourceText view={view} title={name} text={text} /> : <p>{review.noTextFile}</p>}
    </>
  )
  return adminPage(c, { title: name }, body)
}
