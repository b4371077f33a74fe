import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../../support/api/served-app.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { aFile, someBytes } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { HOSTILE_TEXT } from '../../support/pages/hostile-text.ts'
import { readHtml } from '../../support/pages/read-html.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  at = await createDatabase()
  app = await serveApp(at)
})
afterAll(() => app.stop())

async function open(path: string) {
  const answer = await app.fromApp(`/en/skills/${path}`)
  const html = await answer.text()
  return { answer, html, ...readHtml(html) }
}

const skillMd = (name: string, text = 'What to do.') =>
  aFile('SKILL.md', `---\nname: ${name}\ndescription: Does it.\n---\n${text}\n`)

describe('the files of a skill', () => {
  it('are a tree, each with its size and a link to it', async () => {
    await aVersion(at.db, {
      name: 'tree',
      files: [
        await skillMd('tree'),
        await aFile('scripts/deep/run.sh', '#!/bin/sh\n', '0755'),
        await aFile('scripts/a b#.txt'),
      ],
    })
    const { answer, texts, links, text } = await open('acme--tree/files')
    expect(answer.status).toBe(200)
    expect(texts('summary')).toEqual(['scripts/', 'deep/'])
    expect(links).toEqual(
      expect.arrayContaining([
        '/en/skills/acme--tree/files/SKILL.md',
        '/en/skills/acme--tree/files/scripts/deep/run.sh',
        '/en/skills/acme--tree/files/scripts/a%20b%23.txt',
      ]),
    )
    expect(text('tree')).toContain('run.sh 10 bytes, executable')
    expect((await open('acme--tree/files/scripts/a%20b%23.txt')).texts('h1')).toEqual(['scripts/a b#.txt'])
  })

  it('are none if the skill has no version', async () => {
    await aSkill(at.db, { name: 'by-hand' })
    const { answer, texts, html } = await open('acme--by-hand/files')
    expect(answer.status).toBe(200)
    expect(texts('h1')).toEqual(['by-hand: Files'])
    expect(html).toContain('<p>None.</p>')
    expect((await open('acme--nobody/files')).answer.status).toBe(404)
  })

  it('are those of the version that is asked for', async () => {
    await aVersion(at.db, { name: 'older', files: [await skillMd('older'), await aFile('gone.txt', 'was here')] })
    await aVersion(at.db, { name: 'older', files: [await skillMd('older', 'Other.')] })
    const older = await open('acme--older/files?version=1.0.0')
    expect(older.links).toContain('/en/skills/acme--older/files/gone.txt?version=1.0.0')
    expect((await open('acme--older/files')).links.join()).not.toContain('gone.txt')
    expect((await open('acme--older/files/gone.txt?version=1.0.0')).text('code')).toBe('was here')
    const missing = await open('acme--older/files/gone.txt')
    expect(missing.answer.status).toBe(404)
  })

  it('are shown with an address for each line, and with classes for what each part is', async () => {
    await aVersion(at.db, {
      name: 'code',
      files: [await skillMd('code'), await aFile('run.py', 'def run():\n    return "<b>"\n')],
    })
    const { all, html } = await open('acme--code/files/run.py')
    const lines = all('span').filter(({ properties }) => properties.id)
    expect(lines.map(({ properties }) => properties.id)).toEqual(['L1', 'L2'])
    expect(html).toContain('<span class="hljs-string">&quot;&lt;b&gt;&quot;</span>')
    expect(html).not.toContain('style=')
  })

  it('have Markdown rendered, and as it is written on demand', async () => {
    await aVersion(at.db, { name: 'md', files: [await skillMd('md', '# Title\n\n*Text.*')] })
    const shown = await open('acme--md/files/SKILL.md')
    expect(shown.texts('h2')).toEqual(['Title'])
    expect(shown.text('prose')).toContain('description: Does it.')
    const plain = await open('acme--md/files/SKILL.md?plain=1')
    expect(plain.all('span').some(({ properties }) => properties.id === 'L6')).toBe(true)
    const raw = await app.fromApp('/skills/acme--md/files/SKILL.md', { headers: { Accept: 'text/markdown' } })
    expect(raw.headers.get('Location')).toBe('/v1/skills/acme--md/versions/latest/files/SKILL.md')
  })

  it('are facts with a link if they are no text, too large, or not given out', async () => {
    const files = [
      await skillMd('facts'),
      await aFile('logo.png', someBytes(500)),
      await aFile('big.txt', 'x'.repeat(300_000)),
    ]
    await aVersion(at.db, { name: 'facts', files })
    const image = await open('acme--facts/files/logo.png')
    expect(image.text('notice')).toContain('This file is not text.')
    expect(image.links).toContain('/v1/skills/acme--facts/versions/1.0.0/files/logo.png')
    expect(image.all('img').every(({ properties }) => String(properties.src).startsWith('/assets/'))).toBe(true)
    expect((await open('acme--facts/files/big.txt')).text('notice')).toContain('too large')

    await aVersion(at.db, { name: 'held', files: [await skillMd('held')], contentPolicy: 'link_only' })
    const held = await open('acme--held/files/SKILL.md')
    expect(held.answer.status).toBe(200)
    expect(held.text('notice')).toContain('does not permit redistribution')
    expect(held.links.join()).not.toContain('/v1/skills/acme--held/versions/1.0.0/files')
    expect((await open('acme--held/files')).text('notice')).toContain('Its licence does not permit')
  })

  it('run, load and hide nothing, also as one line of 1 MiB or with a name that is written to harm', async () => {
    const name = 'x"><img src=x onerror=alert(1)>\u202Egpj.md'
    const files = [
      await skillMd('hostile'),
      await aFile(name, HOSTILE_TEXT),
      await aFile('page.html', HOSTILE_TEXT),
      await aFile('line.js', `/* ${'['.repeat(250_000)}`),
    ]
    await aVersion(at.db, { name: 'hostile', files })
    for (const path of [name, 'page.html', 'line.js']) {
      const { answer, all, texts, everything } = await open(`acme--hostile/files/${encodeURIComponent(path)}`)
      expect(answer.status).toBe(200)
      expect(all('script').every(({ properties }) => String(properties.src).startsWith('/assets/'))).toBe(true)
      for (const tag of ['iframe', 'object', 'embed', 'style', 'base', 'svg']) expect(all(tag)).toEqual([])
      const properties = everything.flatMap((element) => Object.keys(element.properties))
      expect(properties.filter((one) => /^(on|style)/i.test(one))).toEqual([])
      expect(texts('h1')[0]).not.toContain('\u202E')
    }
    expect((await open('acme--hostile/files')).text('tree')).toContain('x"><img src=x onerror=alert(1)>[U+202E]gpj.md')
  })
})
