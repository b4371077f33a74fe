import { withQuery } from '../../api.ts'
import type { AdminView } from '../admin-view.ts'
import { type Field, Fields } from '../parts/fields.tsx'
import { faultsOf } from '../parts/refusal.tsx'
import type { File, Place, Queue, Refused } from './queue.ts'

/** In which a reviewer may overrule the file. */
export const OVERRIDES: Field[] = [
  { name: 'name', max: 200 },
  { name: 'owner', max: 100 },
  { name: 'category_id', max: 200 },
  { name: 'license', max: 80 },
  { name: 'summary', kind: 'long', max: 400 },
]

type Shown = { view: AdminView; file: File; queue: Queue; place: Place; refused: Refused | undefined }

/** Approve, reject with a reason, or go on. It stays in sight; each form says which version was shown. */
export function Decision({ view, file, queue, place, refused }: Shown) {
  const { review } = view.t.admin
  const to = (act: string) => withQuery(`/admin/review/${file.id}/${act}`, queue)
  const faults = faultsOf(refused?.problem, '/overrides')
  return (
    <section class="decide" aria-label={review.decision}>
      <form method="post" action={to('reject')}>
        <Version file={file} next={place.next} />
        <input
          name="reason"
          required
          maxlength={1000}
          placeholder={review.reason}
          aria-label={review.reason}
          value={String(refused?.values.reason ?? '')}
          data-key="r"
        />
        <button type="submit" class="second">
          {review.reject} <kbd>r</kbd>
        </button>
      </form>
      <form method="post" action={to('approve')}>
        <Version file={file} next={place.next} />
        {file.status === 'rejected' && (
          <label>
            <input type="checkbox" name="overrule" value="true" /> {review.overrule}
          </label>
        )}
        <button type="submit" data-key="a" disabled={file.becomes === null}>
          {review.approve} <kbd>a</kbd>
        </button>
        <details open={Object.keys(faults).length > 0}>
          <summary>{review.otherwise}</summary>
          <p class="quiet">{review.otherwiseLead}</p>
          <Fields view={view} fields={OVERRIDES} values={refused?.values ?? {}} faults={faults} prefix="override" />
        </details>
      </form>
    </section>
  )
}

function Version({ file, next }: { file: File; next: string }) {
  return (
    <>
      <input type="hidden" name="file_hash" value={file.file_hash ?? ''} />
      <input type="hidden" name="folder_digest" value={file.folder_digest ?? ''} />
      <input type="hidden" name="next" value={next} />
    </>
  )
}
