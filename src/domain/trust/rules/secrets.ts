import { LIMITS } from '../budget.ts'
import type { Folder } from '../reading/folder.ts'
import type { Hit, Rule } from '../rule.ts'
import { looksAlive, SHAPES } from '../secrets/shapes.ts'

export const SECRETS: readonly Rule[] = [
  {
    id: 'secrets.alive',
    version: 1,
    severity: 'high',
    confidence: 'high',
    looksFor: 'Keys and tokens of known services that look as if they were in use.',
    why: 'Whoever downloads the skill can use them, and some do within minutes.',
    fix: 'Revoke the key at its service, then publish a version that reads it from the environment.',
    find: secrets,
    examples: {
      match: [`KEY=${'AIza'}SyB3kQx9ZtR7mWv2LpYc8NdFg4HjKsUe1To`, `token: ${'hf_'}kQxZtRmWvLpYcNdFgHjKsUeToBaIrOqXyP`],
      pass: [
        'KEY=AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
        'AKIAIOSFODNN7EXAMPLE',
        'Set `GITHUB_TOKEN=ghp_your_token_here`.',
      ],
    },
  },
]

function secrets(folder: Folder): Hit[] {
  const hits: Hit[] = []
  for (const view of folder.views) {
    let found = 0
    for (const shape of SHAPES) {
      if (!shape.words.some((word) => view.lower.includes(word))) continue
      for (const match of view.text.matchAll(shape.pattern)) {
        if (!looksAlive(shape, match[0])) continue
        hits.push({ view, start: match.index, end: match.index + match[0].length, isPlain: true })
        if (++found >= LIMITS.hits) break
      }
    }
  }
  return hits
}
