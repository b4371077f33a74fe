import { cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runAllConcurrently } from '../../../src/domain/text/run-concurrently.ts'
import { ingest } from '../files/run-ingest.ts'
import { CATALOGUE } from './catalogue/index.ts'
import type { BenchSkill } from './skill-text.ts'

const SAMPLES = join(import.meta.dirname, '../../../src/local/samples')
const AT_ONCE = 4
/** They come last, so that what they copied from others is found under its own publisher. */
const COPIERS = ['mossfield-edu', 'skill-mirror']

/** Publishes the sample skills and the judged catalogue by the operator's command, source by source. `folder` is for their files. */
export async function loadCatalogue(at: { url: string; endpoint: string }, folder: string): Promise<void> {
  await cp(SAMPLES, folder, { recursive: true })
  await Promise.all(CATALOGUE.map((skill) => writeSkill(folder, skill)))
  const publishers = [...new Set([...(await readdir(SAMPLES)), ...CATALOGUE.map(({ publisher }) => publisher)])]
  for (const some of [publishers.filter((publisher) => !COPIERS.includes(publisher)), COPIERS])
    await runAllConcurrently(some, AT_ONCE, (publisher) => ingest(at, join(folder, publisher), publisher))
}

async function writeSkill(folder: string, { publisher, name, copyOf, ...skill }: BenchSkill): Promise<void> {
  const path = join(folder, publisher, name)
  await mkdir(path, { recursive: true })
  await writeFile(join(path, 'SKILL.md'), textOf({ name, ...(copyOf === undefined ? skill : originalOf(copyOf)) }))
}

function originalOf(copied: string): BenchSkill {
  const original = CATALOGUE.find(({ publisher, name }) => `${publisher}/${name}` === copied)
  if (!original) throw new Error(`There is no skill ${copied} to copy.`)
  return original
}

/** JSON is YAML, so texts need no other quoting. */
const textOf = ({ name, description, tags, body }: Pick<BenchSkill, 'name' | 'description' | 'tags' | 'body'>) => `---
name: ${JSON.stringify(name)}
description: ${JSON.stringify(description)}
license: MIT
metadata:
  tags: ${JSON.stringify(tags.join(', '))}
---

${body}
`
