import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** One import as it is written: the importing file from the project's root, and what it names. */
export type Import = { file: string; target: string }

const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g

/** Every import below the folders, those of types too; relative ones resolved to a path from the project's root. */
export function importsBelow(...folders: string[]): Import[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .flatMap((name) => importsOf(join(folder, name), readFileSync(join(ROOT, folder, name), 'utf8'))),
  )
}

export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const target = match[1] ?? match[2] ?? ''
    return { file, target: target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), target)) : target }
  })
}
