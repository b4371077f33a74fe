import type { z } from 'zod'
import type { RepositoryReport } from '../../routes/intake/repositories.ts'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { skillPath, to, type View } from '../view.ts'

type File = z.output<typeof RepositoryReport>['items'][number]

const CLASSES: Partial<Record<File['state'], string>> = { listed: 'good', invalid: 'bad', rejected: 'bad' }

/** A file of the report: what became of it, and what is to be mended. */
export function OneFile({ view, file }: { view: View; file: File }) {
  const { t } = view
  const path = showUnseen(file.path ?? '')
  // A source says what its address is.
  const address = file.url?.startsWith('https://') ? file.url : null
  const findings = [...file.findings, ...file.folder_findings]
  return (
    <li>
      <h3>
        {address ? (
          <a href={address} rel="nofollow ugc noopener noreferrer">
            {path}
          </a>
        ) : (
          path
        )}
      </h3>
      <p>
        <b class={CLASSES[file.state]}>{t.repositories.states[file.state]}</b> {t.repositories.stateMeans[file.state]}{' '}
        {file.skill !== null && <a href={to(view, skillPath(file.skill))}>{file.skill}</a>}
      </p>
      {file.reason !== null && (
        <p>
          {t.repositories.reason} {showUnseen(file.reason)}
        </p>
      )}
      {file.clients !== null && (
        <p class="quiet">
          {t.repositories.clients}{' '}
          {Object.entries(file.clients)
            .filter(([, { ok }]) => ok)
            .map(([client]) => client.replace('_cli', ''))
            .join(', ') || '–'}
        </p>
      )}
      {(file.scan_findings ?? 0) > 0 && <p class="quiet">{t.repositories.scan(file.scan_findings ?? 0)}</p>}
      {findings.length > 0 && (
        <table tabindex={0}>
          <thead>
            <tr>
              <th scope="col">{t.repositories.rule}</th>
              <th scope="col">{t.repositories.where}</th>
              <th scope="col">{t.repositories.finding}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map((found) => (
              <tr>
                <td>
                  <code>{found.rule}</code>{' '}
                  <span class={found.severity === 'error' ? 'bad' : 'quiet'}>
                    {t.repositories.severities[found.severity]}
                  </span>
                </td>
                <td>{'line' in found ? t.repositories.line(found.line) : showUnseen(found.path ?? '')}</td>
                <td lang="en">{showUnseen(found.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="quiet">
        {t.item.updated} <Moment view={view} at={file.changed_at} withTime />
      </p>
    </li>
  )
}
