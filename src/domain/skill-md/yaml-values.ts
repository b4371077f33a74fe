import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml'
import { storable } from '../text/text.ts'
import type { ReadingBudget } from './reading-budget.ts'

/** A value as JSON, and the same with every scalar as it was written. */
type Read = { values: unknown; written: unknown }

type Size = { characters: number; steps: number }

/** What an anchor stands for. It is not done while it is being read. */
type Anchor = { done: { content: Read; size: Size } | null }

type KeyListener = (key: string, offset: number | undefined, p: { isOutermost: boolean; isRepeated: boolean }) => void

/** A value that has no form in JSON. `offset` says where it is. */
export class Unreadable extends Error {
  readonly offset: number | undefined

  constructor(message: string, offset: number | undefined) {
    super(message)
    this.offset = offset
  }
}

/**
 * Converts a composed YAML node to what jsonb can store. Throws Unreadable, and TooMuch if the aliases stand for more
 * than the budget allows.
 */
export function readValue(root: Node, budget: ReadingBudget, { onKey }: { onKey: KeyListener }): Read {
  const anchors = new Map<string, Anchor>()
  let size: Size = { characters: 0, steps: 0 }
  const add = ({ characters = 0, steps = 1 }: Partial<Size>) => {
    size = { characters: size.characters + characters, steps: size.steps + steps }
  }

  function read(node: unknown): Read {
    if (isAlias(node)) return readAlias(node.source, node.range?.[0])
    const name = (node as { anchor?: string } | null)?.anchor
    if (name === undefined) return readContent(node)
    const [anchor, before]: [Anchor, Size] = [{ done: null }, size]
    anchors.set(name, anchor)
    const content = readContent(node)
    const [characters, steps] = [size.characters - before.characters, size.steps - before.steps]
    anchor.done = { content, size: { characters, steps } }
    return content
  }

  function readAlias(name: string, offset: number | undefined): Read {
    const anchor = anchors.get(name)
    if (!anchor) throw new Unreadable(`the alias \`${name}\` refers to nothing before it`, offset)
    if (!anchor.done) throw new Unreadable(`the alias \`${name}\` refers to itself`, offset)
    // JSON writes out in full what an alias stands for.
    budget.spend(anchor.done.size)
    add(anchor.done.size)
    return anchor.done.content
  }

  function readContent(node: unknown): Read {
    if (isMap(node)) return readMap(node)
    if (isSeq(node)) {
      add({})
      const items = node.items.map(read)
      return { values: items.map(({ values }) => values), written: items.map(({ written }) => written) }
    }
    const scalar = isScalar(node) ? readScalar(node) : { values: null, written: null }
    add({ characters: String(scalar.written).length })
    return scalar
  }

  function readMap(map: YAMLMap): Read {
    add({})
    const entries = new Map<string, Read>()
    for (const { key, value } of map.items) {
      read(key)
      const name = storable(isScalar(key) ? String(key.value) : '')
      const offset = isScalar(key) ? key.range?.[0] : undefined
      onKey(name, offset, { isOutermost: map === root, isRepeated: entries.has(name) })
      entries.set(name, read(value))
    }
    const record = (side: keyof Read) => Object.fromEntries([...entries].map(([key, entry]) => [key, entry[side]]))
    return { values: record('values'), written: record('written') }
  }

  return read(root)
}

function readScalar({ value, source }: Scalar): Read {
  if (value === null || value === undefined) return { values: null, written: null }
  if (typeof value === 'string') return { values: storable(value), written: storable(value) }
  const written = storable(source ?? String(value))
  if (typeof value === 'boolean') return { values: value, written }
  if (typeof value === 'number') return { values: Number.isFinite(value) ? value : null, written }
  return { values: written, written }
}
