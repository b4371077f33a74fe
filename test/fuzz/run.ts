import { connect } from '../../src/db/connect.ts'
import { checker } from './check.ts'
import { type Operation, operationAt, operationsOf } from './document.ts'
import type { FuzzRequest } from './draft.ts'
import { drawRequests } from './draw.ts'
import { watchTables } from './fingerprint.ts'
import { standOutside } from './outside.ts'
import { type Answer, type At, copiesOf, openApp, prepare } from './stack.ts'

/** A request and its answer. `op` is the operation that it reached. `fault` is what is wrong with the answer or its writes. */
export type Asked = { index: number; request: FuzzRequest; answer: Answer; op: Operation | null; fault: string | null }

export type Tally = {
  byStatus: Map<number, number>
  /** How often each operation was called, and how often it succeeded. */
  operations: Map<string, { called: number; succeeded: number }>
}

type Options = {
  at: At
  seed: number
  /** Default: one round. */
  requests?: number
  /** Sends only the round of this request, up to the request, so that it meets the same data again. */
  only?: number | undefined
  onAnswer: (asked: Asked) => void
}

/**
 * Sends requests one by one to the app, and checks the answers and writes. Expects a migrated, empty database. Each round
 * works on a copy of its own, so that no round depends on what another one deleted.
 */
export async function fuzz({ at, seed, requests, only, onAnswer }: Options): Promise<Tally> {
  const outside = standOutside(at.endpoint)
  try {
    const send = openApp()
    const { document, known, tokens } = await prepare(at, send)
    const operations = operationsOf(document)
    const { length, round } = drawRequests({ document, operations, known, tokens }, seed)
    const check = checker(document)
    const copies = await copiesOf(at)
    const tally: Tally = { byStatus: new Map(), operations: new Map() }
    for (const { id } of operations) tally.operations.set(id, { called: 0, succeeded: 0 })
    const [first, end] = only === undefined ? [0, requests ?? length] : [only - (only % length), only + 1]
    for (let begin = first; begin < end; begin += length) {
      const copy = await copies.make()
      const changedTables = await watchTables(connect(copy.at))
      await changedTables()
      for (const [i, draw] of round(begin)
        .slice(0, end - begin)
        .entries()) {
        const request = draw()
        outside.answerWith(request.outside)
        const answer = await send(copy.at, request)
        const changed = await changedTables()
        const op = operationAt(operations, request.method, new URL(`http://a${request.path}`).pathname)
        const fault = check(op, request, answer) ?? faultOfWrites(request, answer, changed)
        onAnswer({ index: begin + i, request, answer, op, fault })
        count(tally, op, answer)
      }
      await copy.drop()
    }
    return tally
  } finally {
    outside.leave()
  }
}

const READS = ['GET', 'HEAD', 'OPTIONS']

/** Reads and refused writes must change nothing. A 503 may: a live search keeps what it fetched before the failure. */
function faultOfWrites({ method }: FuzzRequest, { status }: Answer, changed: readonly string[]): string | null {
  const isRefused = status >= 400 && status !== 503
  if (changed.length === 0 || (!isRefused && !READS.includes(method))) return null
  return `It was ${isRefused ? 'refused' : 'a read'}, but changed ${changed.join(', ')}.`
}

function count({ byStatus, operations }: Tally, op: Operation | null, { status }: Answer) {
  byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
  const of = op && operations.get(op.id)
  if (!of) return
  of.called++
  if (status < 300) of.succeeded++
}
