import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')

/**
 * One import: the importing file as a path from the project's root, and the target. `loads` is true if loading the file also
 * loads the target, so not for `import type` and `import()`.
 */
export type Import = { file: string; target: string; loads: boolean }

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
    const loads = !/^\s*(import|export)\s+type\b|^import\s*\(/.test(match[0])
    return { file, target: target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), target)) : target, loads }
  })
}

/** Returns every module that loading `entry` loads, by path from the project's root, packages by name. */
export function modulesLoadedBy(entry: string): string[] {
  const found = new Set([entry])
  for (const file of found) {
    if (!/\.tsx?$/.test(file)) continue
    const imports = importsOf(file, readFileSync(join(ROOT, file), 'utf8'))
    for (const { target, loads } of imports) if (loads) found.add(target)
  }
  return [...found]
}

/**
 * Groups of files that import each other in a circle, each sorted by name: the strongly connected components with more than
 * one file or with an import of itself (Tarjan, "Depth-first search and linear graph algorithms", 1972).
 */
export function circlesOf(imports: readonly Omit<Import, 'loads'>[]): string[][] {
  const targets = Map.groupBy(imports, ({ file }) => file)
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const lower = (file: string, to = Number.POSITIVE_INFINITY) => lowest.set(file, Math.min(lowest.get(file) ?? to, to))

  function visit(file: string) {
    order.set(file, order.size)
    lower(file, order.get(file))
    open.push(file)
    for (const { target } of targets.get(file) ?? []) {
      if (!order.has(target)) visit(target)
      if (open.includes(target)) lower(file, lowest.get(target))
    }
    if (lowest.get(file) !== order.get(file)) return
    const circle = open.splice(open.indexOf(file))
    const isItself = targets.get(file)?.some(({ target }) => target === file)
    if (circle.length > 1 || isItself) circles.push(circle.sort())
  }

  for (const file of targets.keys()) if (!order.has(file)) visit(file)
  return circles.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
}
