import type { Element, Nodes } from 'hast'
import type { serveApp } from '../api/served-app.ts'
import { elements, rawText, readHtml, textOf } from './read-html.ts'

type App = Pick<Awaited<ReturnType<typeof serveApp>>, 'fromApp'>
type Fields = Record<string, string | string[]>

export const ORIGIN = 'http://api.test'
const OWN = { 'Sec-Fetch-Site': 'same-origin' }

/** A page as somebody without JavaScript has it before them. */
export type Shown = { status: number; path: string; headers: Headers; html: string; text: string; forms: Element[] }

/** A browser that keeps cookies, follows redirects and sends the forms of pages as they are filled in. */
export function adminBrowser({ fromApp }: App) {
  const jar = new Map<string, string>()

  async function request(
    path: string,
    init: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ) {
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fromApp(path, {
      ...init,
      headers: { Cookie: cookies, Accept: 'text/html', ...init.headers },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/Max-Age=0/.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  async function follow(path: string, response: Response): Promise<Shown> {
    const location = response.headers.get('Location')
    if (response.status >= 300 && response.status < 400 && location !== null) return visit(location)
    const html = await response.text()
    const { root, all } = readHtml(html)
    const text = textOf(all('main')[0] ?? root)
    return { status: response.status, path, headers: response.headers, html, text, forms: all('form') }
  }

  const visit = async (path: string): Promise<Shown> => follow(path, await request(path))

  /** Sends a form to an address, without following where the answer leads. */
  const post = (path: string, fields: Fields = {}, headers: Record<string, string> = OWN) =>
    request(path, {
      method: 'POST',
      body: encode(fields),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    })

  return {
    jar,
    request,
    visit,
    post,
    /** Fills in the form whose address ends so, and sends it. */
    async submit(page: Shown, action: string, fields: Fields = {}): Promise<Shown> {
      const form = page.forms.find(({ properties }) => pathOf(String(properties.action ?? page.path)).endsWith(action))
      if (!form) throw new Error(`There is no form for ${action} on ${page.path}.`)
      const to = String(form.properties.action ?? page.path)
      return follow(to, await post(to, { ...filledIn(form), ...fields }, { ...OWN, Referer: `${ORIGIN}${page.path}` }))
    },
    async signIn(account: { username: string; password: string }): Promise<Shown> {
      const page = await visit('/admin/login')
      return this.submit(page, '/admin/login', { username: account.username, password: account.password })
    },
  }
}

export type AdminBrowser = ReturnType<typeof adminBrowser>

const pathOf = (address: string) => address.split('?')[0] ?? ''

function encode(fields: Fields): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) params.append(name, one)
  return params.toString()
}

/** What a form sends if nobody changes anything in it. */
function filledIn(form: Element): Fields {
  const fields: Fields = {}
  for (const { tagName, properties, children } of elements(form)) {
    const name = String(properties.name ?? '')
    if (name === '' || tagName === 'button') continue
    if (tagName === 'textarea') fields[name] = rawText(children)
    else if (tagName === 'select') fields[name] = chosen(children)
    else if (properties.type !== 'checkbox' || properties.checked) fields[name] = String(properties.value ?? 'on')
    if (properties.type === 'text' && properties.value === undefined) fields[name] = ''
    if (fields[name] === 'on' && properties.type !== 'checkbox') fields[name] = ''
  }
  return fields
}

function chosen(options: Nodes[]): string {
  const all = options.flatMap((option) => (option.type === 'element' ? [option] : []))
  const selected = all.find(({ properties }) => properties.selected) ?? all[0]
  return String(selected?.properties.value ?? '')
}
