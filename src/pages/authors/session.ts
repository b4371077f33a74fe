import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { decode } from 'hono/jwt'
import { LANGS } from '../texts/index.ts'
import { AUTHORS } from './paths.ts'

const OPTIONS = { prefix: 'secure', secure: true, httpOnly: true, sameSite: 'Strict' } as const

/** The pages for authors are at one path in each language. No other page gets the cookie. */
const PATHS = LANGS.map((lang) => `/${lang}${AUTHORS}`)

export const authorTokenOf = (c: Context): string | undefined => getCookie(c, 'author', 'secure')

/** The repository or catalogue that a token is for. To be asked only once the API has taken the token: nothing is verified here. */
export const sourceOf = (c: Context): string => String(decode(authorTokenOf(c) ?? '').payload.name)

/** Keeps the token of an author in the browser, as long as it is valid. */
export function beginAuthor(c: Context, token: { access_token: string; expires_in: number }): void {
  for (const path of PATHS) setCookie(c, 'author', token.access_token, { ...OPTIONS, path, maxAge: token.expires_in })
}

export function endAuthor(c: Context): void {
  for (const path of PATHS) deleteCookie(c, 'author', { ...OPTIONS, path })
}
