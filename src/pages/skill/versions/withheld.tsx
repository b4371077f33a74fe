import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import type { View } from '../../view.ts'
import type { VersionItem } from '../version.ts'

/** Why a version is not given out. A reviewer's reason is in the reviewer's words. */
export function Withheld({ view, version }: { view: View; version: Pick<VersionItem, 'withheld' | 'yanked'> }) {
  const { t } = view
  const { withheld, yanked } = version
  if (withheld === null) return null
  return (
    <p class={withheld === 'malicious' || withheld === 'yanked' ? 'notice bad' : 'notice'}>
      {t.skill.withheld[withheld]}
      {yanked && (
        <>
          {' '}
          <Moment view={view} at={yanked.at} />
          {yanked.reason !== null && `: ${showUnseen(yanked.reason)}`}
        </>
      )}
    </p>
  )
}
