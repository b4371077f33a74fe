import { openApp } from '../../fuzz/stack.ts'
import type { JudgedQuery } from './judged.ts'
import { type Answered, withNames } from './scoring.ts'

/** Asks the public search, without a Worker around it, each query in turn. */
export async function askAll(
  at: { url: string; endpoint: string },
  queries: readonly JudgedQuery[],
): Promise<Answered[]> {
  const send = openApp()
  const answers: Answered[] = []
  for (const query of queries) {
    const path = `/v1/skills?${new URLSearchParams({ q: query.q, sort: 'relevance', size: '10' })}`
    const { status, text } = await send(at, { method: 'GET', path, headers: {}, body: null })
    if (status !== 200) throw new Error(`The search for '${query.q}' answered ${status}: ${text}`)
    const { items } = JSON.parse(text) as { items: { name: string }[] }
    answers.push(
      withNames(
        query,
        items.map(({ name }) => name),
      ),
    )
  }
  return answers
}
