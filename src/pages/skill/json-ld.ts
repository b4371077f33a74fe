import type { View } from '../view.ts'
import type { Skill } from './skill.ts'

/** What search engines read of a skill, as schema.org has it. What is not known is left out. */
export function jsonLdOf({ origin, lang, path }: View, skill: Skill): Record<string, unknown> {
  const { license, latest_version: latest, canonical_repo: repo } = skill
  return {
    '@context': 'https://schema.org',
    '@type': 'SoftwareSourceCode',
    name: skill.name,
    identifier: skill.slug,
    url: `${origin}/${lang}${path}`,
    author: {
      '@type': 'Organization',
      name: skill.owner,
      url: `${origin}/${lang}/publishers/${encodeURIComponent(skill.owner)}`,
    },
    dateCreated: skill.created_at,
    dateModified: skill.last_changed_at ?? skill.updated_at,
    ...(skill.summary && { description: skill.summary }),
    ...(latest && { version: latest.version }),
    ...(repo && { codeRepository: `https://github.com/${repo}` }),
    ...(license && { license: /^[\w.+-]+$/.test(license) ? `https://spdx.org/licenses/${license}` : license }),
    ...(skill.tags.length > 0 && { keywords: skill.tags.join(', ') }),
  }
}
