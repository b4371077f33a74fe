import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Flash } from './admin-view.ts'

export const HOME = '/admin/review'
const OPTIONS = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const
const FLASH_S = 60
const MAX_FLASH = 500

export const sessionOf = (c: Context): string | undefined => getCookie(c, 'session', 'host')

/** Keeps the token of an account in the browser, as long as it is valid. */
export const beginSession = (c: Context, token: { access_token: string; expires_in: number }) =>
  setCookie(c, 'session', token.access_token, { ...OPTIONS, maxAge: token.expires_in })

export const endSession = (c: Context) => deleteCookie(c, 'session', OPTIONS)

/** Leaves a message for the next page. */
export const leaveFlash = (c: Context, { good, text }: Flash) =>
  setCookie(c, 'flash', JSON.stringify({ good, text: text.slice(0, MAX_FLASH) }), { ...OPTIONS, maxAge: FLASH_S })

/** Returns the message that the last page left, and forgets it. */
export function takeFlash(c: Context): Flash | null {
  const kept = c.req.method === 'GET' ? getCookie(c, 'flash', 'host') : undefined
  if (kept === undefined) return null
  deleteCookie(c, 'flash', OPTIONS)
  try {
    const { good, text } = JSON.parse(kept)
    return { good: good === true, text: String(text) }
  } catch {
    return null
  }
}

/** Returns an address of these pages without its origin. What leads elsewhere becomes the first page. */
export function ownPath(c: Context, address: string | undefined): string {
  const { origin } = new URL(c.req.url)
  if (address === undefined || !URL.canParse(address, origin)) return HOME
  const url = new URL(address, origin)
  if (url.origin !== origin || !/^\/admin(\/|$)/.test(url.pathname) || /^\/admin\/log(in|out)$/.test(url.pathname))
    return HOME
  return url.pathname + url.search
}

/** The page that somebody was on: for a form, the page that held it. */
export const whereOneWas = (c: Context): string =>
  ownPath(c, c.req.method === 'GET' ? c.req.url : c.req.header('Referer'))

/** The sign-in page, which leads back to where somebody was. */
export const signInPath = (c: Context): string => `/admin/login?next=${encodeURIComponent(whereOneWas(c))}`
