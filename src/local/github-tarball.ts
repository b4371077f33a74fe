import { matchesGlob } from 'node:path'
import { gzipSync } from 'node:zlib'
import { baseName } from '../domain/files/base-name.ts'
import { headersOf } from '../domain/files/tar.ts'
import type { GithubFile } from './github-files.ts'

const BLOCK = 512

/**
 * Returns the tar.gz that GitHub makes of a commit, with the folder `top` around it. Obeys `export-ignore`, `export-subst` and
 * `eol=crlf` in the `.gitattributes` at the root, as GitHub does.
 */
export function tarballOf(top: string, commit: string, files: readonly GithubFile[]): Buffer {
  const attributesOf = readAttributes(files.find(({ path }) => path === '.gitattributes')?.bytes.toString() ?? '')
  const entries = files.flatMap((file) => {
    const attributes = attributesOf(file.path)
    if (attributes.has('export-ignore') || file.mode === '160000') return []
    if (file.mode === '120000') return [entryOf(`${top}/${file.path}`, { ...file, bytes: Buffer.alloc(0) }, file.bytes)]
    let text = file.bytes.toString('latin1')
    if (attributes.has('export-subst')) text = text.replaceAll('$Format:%H$', commit)
    if (attributes.has('eol=crlf')) text = text.replaceAll(/\r?\n/g, '\r\n')
    return [entryOf(`${top}/${file.path}`, { ...file, bytes: Buffer.from(text, 'latin1') })]
  })
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]))
}

function entryOf(path: string, { mode, bytes }: GithubFile, link?: Buffer): Buffer {
  const permissions = mode === '100755' ? '0775' : '0664'
  const target = link && { link: link.toString() }
  const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)
  return Buffer.concat([headersOf({ path, mode: permissions, size: bytes.length, ...target }), bytes, padding])
}

function readAttributes(text: string): (path: string) => Set<string> {
  const rules = text.split('\n').map((line) => line.trim().split(/\s+/))
  return (path) => {
    const name = baseName(path)
    const matches = (pattern: string) => matchesGlob(pattern.includes('/') ? path : name, pattern)
    return new Set(rules.flatMap(([pattern = '', ...attributes]) => (pattern && matches(pattern) ? attributes : [])))
  }
}
