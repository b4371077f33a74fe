import { type AdminView, isAdmin } from '../admin-view.ts'

type Entry = 'review'

/** What there is, in groups. Reviewers see only what they may read. */
const GROUPS: { name: 'content'; entries: { name: Entry; forAdmins?: true }[] }[] = [
  { name: 'content', entries: [{ name: 'review' }] },
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
                    {t.admin.nav[name]}
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
