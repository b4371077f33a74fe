import { showUnseen } from '../../parts/plain.ts'
import { type AdminView, labelOf, wordOf } from '../admin-view.ts'
import type { File } from './queue.ts'

type Finding = File['findings'][number]

/** What is wrong with the file, each with the line that it is about. */
export function Findings({ view, file }: { view: AdminView; file: File }) {
  const { review } = view.t.admin
  const findings = [...file.findings, ...(file.folder?.findings ?? [])] as Partial<Finding>[]
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{review.findings}</h2>
      {findings.length === 0 ? (
        <p class="good">{review.noFindings}</p>
      ) : (
        <table class="dense" tabindex={0}>
          <caption class="unseen">{review.findings}</caption>
          <thead>
            <tr>
              <th>{labelOf(view, 'line')}</th>
              <th>{labelOf(view, 'severity')}</th>
              <th>{labelOf(view, 'rule')}</th>
              <th>{labelOf(view, 'message')}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map(({ line, severity, rule, message }) => (
              <tr>
                <td>{line === undefined ? '–' : <a href={`#L${line}`}>{line}</a>}</td>
                <td class={severity === 'error' ? 'bad' : 'warned'}>{wordOf(view, severity ?? '')}</td>
                <td>
                  <code>{rule}</code>
                </td>
                <td>{showUnseen(message ?? '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** All files that an approval would publish, compared with the newest version. */
export function Folder({ view, file, path }: { view: AdminView; file: File; path: string }) {
  const { review } = view.t.admin
  const { folder } = file
  if (folder === null)
    return (
      <section>
        <h2>{review.folder}</h2>
        <p class="quiet">{review.noFolder}</p>
      </section>
    )
  const { manifest, removed, compared_with: version, is_complete: isComplete } = folder
  return (
    <section aria-labelledby="folder">
      <h2 id="folder">
        {review.folder} <span class="quiet">{review.files(folder.files, folder.bytes)}</span>
      </h2>
      {!isComplete && <p class="bad">{review.incomplete}</p>}
      <p class="quiet">{version === null ? review.firstVersion : review.comparedWith(version)}</p>
      <table class="dense" tabindex={0}>
        <caption class="unseen">{review.folder}</caption>
        <thead>
          <tr>
            <th>{labelOf(view, 'path')}</th>
            <th>{labelOf(view, 'mode')}</th>
            <th class="number">{labelOf(view, 'size')}</th>
            <th>{labelOf(view, 'change')}</th>
          </tr>
        </thead>
        <tbody>
          {manifest.map((one) => (
            <tr>
              <th scope="row">
                <a href={`${path}/files/${one.path.split('/').map(encodeURIComponent).join('/')}`}>
                  {showUnseen(one.path)}
                </a>
              </th>
              <td class={one.mode === '0755' ? 'warned' : undefined}>{wordOf(view, one.mode)}</td>
              <td class="number">{one.size.toLocaleString(view.lang)}</td>
              <td class={one.change === 'same' ? 'quiet' : 'warned'}>{wordOf(view, one.change)}</td>
            </tr>
          ))}
          {removed.map((gone) => (
            <tr>
              <th scope="row">
                <del>{showUnseen(gone)}</del>
              </th>
              <td />
              <td />
              <td class="bad">{wordOf(view, 'removed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
