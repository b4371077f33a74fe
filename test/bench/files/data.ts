import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { random } from '../reads/data.ts'

/** What a folder of a skill has beside its SKILL.md. */
const REST = [
  'scripts/check.py',
  'scripts/run.sh',
  'references/guide.md',
  'references/formats.md',
  'references/examples.md',
  'assets/template.html',
  'assets/settings.json',
]
export const FILES_A_SKILL = REST.length + 1

const LINES_OF_A_FILE = { min: 10, max: 90 }
const DOCS = join(import.meta.dirname, '../../../src/pages/docs')

/**
 * Makes folders of skills below `root`, each of 8 files with a few kilobytes of text that no other one has: lines of our own
 * documentation, since what a text costs depends on its words.
 */
export async function makeFolders(root: string, skills: number): Promise<void> {
  const next = random(11)
  const lines = await readLines()
  const line = () => lines[Math.floor(lines.length * next())] ?? ''
  const { min, max } = LINES_OF_A_FILE
  const text = () => `${Array.from({ length: min + Math.floor((max - min) * next()) }, line).join('\n')}\n`
  for (let n = 0; n < skills; n++) {
    const name = `skill-${n}`
    const about = JSON.stringify(`${line()} ${line()}`)
    await writeAt(
      join(root, name, 'SKILL.md'),
      `---\nname: ${name}\ndescription: ${about}\nlicense: MIT\n---\n\n# ${name}\n\n${text()}`,
    )
    for (const path of REST) await writeAt(join(root, name, path), text())
  }
}

async function readLines(): Promise<string[]> {
  const pages = (await readdir(DOCS)).filter((name) => name.endsWith('.md')).sort()
  const texts = await Promise.all(pages.map((name) => readFile(join(DOCS, name), 'utf8')))
  return texts.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '')
}

async function writeAt(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
