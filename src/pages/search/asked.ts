import type { Query } from '../api.ts'

/** What the address of a search asks for. The API checks the values. */
export type Asked = {
  q?: string | undefined
  category?: string | undefined
  tag?: string[] | undefined
  license?: string | undefined
  owner?: string | undefined
  max_tokens?: string | undefined
  verdict?: string | undefined
  client?: string | undefined
  sort?: string | undefined
  cursor?: string | undefined
}

/** What can be narrowed down by one value. */
export const SINGLE = ['category', 'license', 'owner', 'max_tokens', 'verdict', 'client'] as const

/** Reads the parameters that a search has. Forms send empty ones, which ask for nothing. */
export function askedOf(query: Record<string, string>, tags: readonly string[] = []): Asked {
  const names = ['q', ...SINGLE, 'sort', 'cursor'] as const
  const given = names.flatMap((name) => {
    const value = query[name]?.trim()
    return value ? [[name, value] as const] : []
  })
  const kept = tags.filter((tag) => tag !== '')
  return { ...Object.fromEntries(given), ...(kept.length > 0 && { tag: kept }) }
}

/** The parameters that ask for it. */
export const queryOf = (asked: Asked): Query =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
