import type { z } from 'zod'
import type { Difference } from '../../../routes/catalogue/versions/version-schema.ts'
import { showUnseen } from '../../parts/plain.ts'
import type { View } from '../../view.ts'

type Power = z.output<typeof Difference>
const KINDS = ['scripts', 'languages', 'hosts', 'allowed_tools', 'env', 'bins'] as const

/** What a version can do that the one before could not, and the other way round. */
export function Capabilities({ view, change }: { view: View; change: { added: Power; removed: Power } }) {
  const { t } = view
  const rows = (['added', 'removed'] as const).flatMap((sense) =>
    KINDS.filter((kind) => change[sense][kind].length > 0).map((kind) => ({ sense, kind, names: change[sense][kind] })),
  )
  if (rows.length === 0) return null
  return (
    <ul class="powers">
      {rows.map(({ sense, kind, names }) => (
        <li class={sense}>
          <span>
            {t.skill[sense]} {t.skill.powers[kind]}:
          </span>{' '}
          {names.map((name, i) => (
            <>
              {i > 0 && ', '}
              <code>{showUnseen(name)}</code>
            </>
          ))}
        </li>
      ))}
    </ul>
  )
}
