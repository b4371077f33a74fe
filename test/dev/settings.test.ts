import { describe, expect, it } from 'vitest'
import { devSettings } from '../../src/dev/settings.ts'

const database = { url: 'postgres://x', endpoint: 'http://127.0.0.1:1/sql' }
const start = (p: { githubUrl?: string; kept?: Record<string, string>; env?: Record<string, string> } = {}) =>
  devSettings({ ...database, githubUrl: p.githubUrl ?? null, issuer: null }, p.kept ?? {}, p.env ?? {})

describe('the settings of npm run dev', () => {
  it('are the address of the database, random secrets and an account', () => {
    const settings = start()
    expect(Object.keys(settings)).toEqual([
      ...['DATABASE_URL', 'DATABASE_ENDPOINT', 'JWT_SECRET', 'EVENT_HASH_SECRET', 'SIGNING_KEY'],
      ...['ADMIN_USERNAME', 'ADMIN_PASSWORD'],
    ])
    expect(settings.JWT_SECRET?.length).toBeGreaterThanOrEqual(32)
    expect(start().JWT_SECRET).not.toBe(settings.JWT_SECRET)
  })

  it('keep the secrets, account, token and origins of the last start, but not its database address', () => {
    const kept = { ...start(), GITHUB_TOKEN: 'ghp_x', SOURCE_ORIGINS: 'https://a.example' }
    expect(start({ kept: { ...kept, DATABASE_URL: 'postgres://old' } })).toEqual(kept)
  })

  it('name GitHub’s stand-in only while it runs', () => {
    const with_ = start({ githubUrl: 'http://127.0.0.1:9' })
    expect(with_.GITHUB_API_URL).toBe('http://127.0.0.1:9')
    expect(start({ kept: with_ })).not.toHaveProperty('GITHUB_API_URL')
  })

  it('come from the environment if it sets them', () => {
    const env = {
      ...{ ADMIN_USERNAME: 'me', ADMIN_PASSWORD: 'a password of mine' },
      ...{ GITHUB_TOKEN: 'ghp_y', GITHUB_API_URL: 'https://ghe.example/api/v3', SOURCE_ORIGINS: 'https://b.example' },
    }
    expect(start({ githubUrl: 'http://127.0.0.1:9', kept: { GITHUB_TOKEN: 'ghp_x' }, env })).toMatchObject(env)
  })
})
