import type { AdminTexts } from '../../texts/en/admin.ts'
import { type AdminView, isAdmin } from '../admin-view.ts'

type Entry = { name: keyof AdminTexts['nav']['entries']; forAdmins?: true }

/** What there is, in groups. Reviewers see only what they may read. */
const GROUPS: { name: keyof AdminTexts['nav']['groups']; entries: Entry[] }[] = [
  {
    name: 'content',
    entries: [{ name: 'review' }, { name: 'reports' }, { name: 'decisions' }, { name: 'skills' }, { name: 'sources' }],
  },
  { name: 'taxonomy', entries: [{ name: 'categories' }, { name: 'tags' }, { name: 'aliases' }] },
  {
    name: 'access',
    entries: [{ name: 'sites', forAdmins: true }, { name: 'accounts', forAdmins: true }, { name: 'device' }],
  },
  {
    name: 'operations',
    entries: [
      { name: 'alerts', forAdmins: true },
      { name: 'jobs', forAdmins: true },
      { name: 'runs', forAdmins: true },
      { name: 'statistics', forAdmins: true },
      { name: 'unfinished' },
      { name: 'audit', forAdmins: true },
    ],
  },
]

export function Navigation({ view }: { view: AdminView }) {
  const { t, path } = view
  return (
    <nav class="rooms" aria-label={t.admin.nav.label}>
      {GROUPS.map(({ name, entries }) => {
        const shown = entries.filter(({ forAdmins }) => !forAdmins || isAdmin(view))
        if (shown.length === 0) return null
        return (
          <section>
            <h2>{t.admin.nav.groups[name]}</h2>
            <ul>
              {shown.map(({ name }) => (
                <li>
                  <a href={`/admin/${name}`} aria-current={isIn(path, `/admin/${name}`) ? 'page' : undefined}>
                    {t.admin.nav.entries[name]}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </nav>
  )
}

const isIn = (path: string, section: string) => path === section || path.startsWith(`${section}/`)
