import { Command } from '../parts/copy.tsx'
import type { View } from '../view.ts'
import type { Skill } from './skill.ts'

/** One line for each client that can install the skill, and why another cannot. */
export function Install({ view, skill }: { view: View; skill: Skill }) {
  const { t, origin } = view
  const { slug, owner, installable } = skill
  const name = slug.slice(slug.indexOf('--') + 2)
  const commands = {
    skills_cli: `npx skills add ${origin}/s/${slug}`,
    clawhub: `CLAWHUB_SITE=${origin} npx clawhub install @${owner}/${name}`,
    mcp: `claude mcp add --transport http skills ${origin}/mcp`,
  }
  const clients = ['skills_cli', 'clawhub', 'mcp'] as const
  return (
    <section class="install" aria-labelledby="install">
      <h2 id="install">{t.skill.install}</h2>
      {clients.map((client) => (
        <div class="client">
          <h3>{t.skill.clients[client]}</h3>
          {installable[client].ok ? (
            <Command view={view} id={`with-${client}`} text={commands[client]} />
          ) : (
            <p class="warned">
              {t.skill.cannot} {installable[client].reason}
            </p>
          )}
          {client === 'mcp' && installable.mcp.ok && <p class="small">{t.skill.thenAsk(slug)}</p>}
        </div>
      ))}
    </section>
  )
}
