import { baseName } from './base-name.ts'

/** A `Content-Security-Policy`: nothing in a file may run, load or call, wherever a browser shows it. */
export const SANDBOX = "default-src 'none'; sandbox"

/** By the ending of a name, in lower case. Types of text are answered as UTF-8. */
const TYPES: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  txt: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'application/xhtml+xml',
  xml: 'application/xml',
  xsl: 'application/xml',
  xsd: 'application/xml',
  svg: 'image/svg+xml',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  cjs: 'text/javascript',
  json: 'application/json',
  jsonl: 'application/jsonl',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  toml: 'application/toml',
  wasm: 'application/wasm',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  zip: 'application/zip',
  gz: 'application/gzip',
  tgz: 'application/gzip',
  tar: 'application/x-tar',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

const TEXT = /^text\/|^application\/(json|jsonl|yaml|toml|xml|xhtml\+xml)$|^image\/svg\+xml$/
/** What a browser runs, or reads as a document that may run something. */
const ACTIVE = /^text\/(html|css|javascript)|\b(xml|wasm|pdf)\b/

/** How much of a file is looked at, as git does. */
const LOOKED_AT = 8000
/** Of a longer file, so many bytes tell its type: one more than is looked at, which says that it goes on. */
export const TELLING_BYTES = LOOKED_AT + 1

/** True if bytes can be read as a text: they are UTF-8 without NUL. Looks at their beginning only. */
export function isText(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, LOOKED_AT)
  if (beginning.includes(0)) return false
  try {
    // As a stream, the decoder does not mind a character that the cut has split.
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(beginning, {
      stream: beginning.length < bytes.length,
    })
    return true
  } catch {
    return false
  }
}

/** The `Content-Type` of a file by its name, and by its bytes, or the first `TELLING_BYTES`, where the name says nothing. */
export function contentTypeOf(path: string, bytes: Uint8Array): string {
  const name = baseName(path)
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const known = Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined
  if (known && !TEXT.test(known)) return known
  if (!isText(bytes)) return known ?? 'application/octet-stream'
  return `${known ?? 'text/plain'}; charset=utf-8`
}

/** True if a browser would run a file of this type, or something in it. */
export const isActive = (contentType: string): boolean => ACTIVE.test(contentType)
