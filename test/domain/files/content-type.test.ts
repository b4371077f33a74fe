import { describe, expect, it } from 'vitest'
import { contentTypeOf, isActive, isText } from '../../../src/domain/files/content-type.ts'

const TEXT = new TextEncoder().encode('text')
const BINARY = Uint8Array.of(0, 1, 2)

describe('the content type', () => {
  it.each([
    ['SKILL.md', TEXT, 'text/markdown; charset=utf-8'],
    ['a/b.HTML', TEXT, 'text/html; charset=utf-8'],
    ['logo.svg', TEXT, 'image/svg+xml; charset=utf-8'],
    ['data.json', TEXT, 'application/json; charset=utf-8'],
    ['logo.png', TEXT, 'image/png'],
    ['run.py', TEXT, 'text/plain; charset=utf-8'],
    ['LICENSE', TEXT, 'text/plain; charset=utf-8'],
    ['LICENSE', BINARY, 'application/octet-stream'],
    ['SKILL.md', Uint8Array.of(0xff, 0xfe), 'text/markdown'],
    ['a.md/constructor', BINARY, 'application/octet-stream'],
    ['a.constructor', TEXT, 'text/plain; charset=utf-8'],
    ['empty', new Uint8Array(), 'text/plain; charset=utf-8'],
  ])('of %s is by its name, and else by its bytes', (path, bytes, type) => {
    expect(contentTypeOf(path, bytes)).toBe(type)
  })

  it.each(['a.html', 'a.svg', 'a.xml', 'a.xhtml', 'a.js', 'a.css', 'a.pdf', 'a.wasm'])('of %s is active', (path) => {
    expect(isActive(contentTypeOf(path, TEXT))).toBe(true)
  })

  it.each(['a.md', 'a.txt', 'a.json', 'a.png', 'a.bin', 'a.docx'])('of %s is not active', (path) => {
    expect(isActive(contentTypeOf(path, TEXT))).toBe(false)
  })
})

describe('bytes', () => {
  it('are text even if the part that is looked at ends within a character', () => {
    expect(isText(new TextEncoder().encode(`${'x'.repeat(7999)}漢 and on`))).toBe(true)
  })

  it('are no text if they end within a character', () => {
    expect(isText(new TextEncoder().encode('漢').subarray(0, 2))).toBe(false)
  })

  it('are no text in another encoding', () => expect(isText(Uint8Array.of(0x47, 0x72, 0xf6))).toBe(false))
})
