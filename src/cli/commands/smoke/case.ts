import type { z } from 'zod'
import type { Answer } from './client.ts'

/** Values that earlier cases found or created, by name. */
export type Known = Readonly<Record<string, string>>

/** One request, the checks of its answer, and the values that later cases need. */
export type SmokeCase<S extends z.ZodType = z.ZodType> = {
  /** `<group>.<subject>` */
  name: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** May contain `{name}` of a known value. */
  path: string
  /** Name of the known token to send. */
  as?: string
  headers?: (known: Known) => Record<string, string>
  body?: (known: Known) => unknown
  status: number
  /** The route's own schema of the answer. */
  schema?: S
  /** Returns (or throws) what is wrong with an answer of the right status and schema. */
  check?: (body: z.output<S>, known: Known, answer: Answer) => string | null | Promise<string | null>
  /** Returns the values to make known to later cases. */
  keep?: (body: z.output<S>) => Record<string, string>
  /** Cases that must have passed before. */
  needs?: readonly string[]
  /** True if its failure is reported but does not fail the run. */
  optional?: true
  /** True if it removes test data. --keep-test-data skips it. */
  removes?: true
  timeoutSec?: number
  /** Repeats the request while `when` holds for the answer, at most `times` times, each after `afterSec` seconds. */
  again?: { when: (answer: Answer) => boolean; times: number; afterSec: (answer: Answer) => number }
  /** Returns why an answer neither passes nor fails, or null. */
  skip?: (answer: Answer) => string | null
}

/** Checks that `check` and `keep` take what the schema returns. */
export const defineCase = <S extends z.ZodType>(smokeCase: SmokeCase<S>) => smokeCase as unknown as SmokeCase

export type CaseResult = {
  case: string
  required: boolean
  status: 'passed' | 'failed' | 'skipped'
  method: string
  path: string
  expected: string
  /** Null if there was no answer or no request. */
  got: string | null
  elapsed_ms: number
  message: string | null
}

/** Returns the path with known values filled in. Unknown names stay as they are. */
export const pathOf = ({ path }: SmokeCase, known: Known) =>
  path.replaceAll(/\{(\w+)\}/g, (name, key) => {
    const value = known[key]
    return value === undefined ? name : encodeURIComponent(value)
  })
