import type { z } from 'zod'
import type { Answer } from './client.ts'

/** What earlier cases found, made or were given, by name. */
export type Known = Readonly<Record<string, string>>

/** One request, what must be true of its answer, and what later cases need of it. */
export type SmokeCase<S extends z.ZodType = z.ZodType> = {
  /** `<group>.<what>` */
  name: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With the `{name}` of what is known by then. */
  path: string
  /** The name of the token that it sends. */
  as?: string
  headers?: (known: Known) => Record<string, string>
  body?: (known: Known) => unknown
  status: number
  /** The schema of the answer, as the route has it. */
  schema?: S
  /** What is wrong with an answer of that status and schema, if anything; may throw it too. */
  check?: (body: z.output<S>, known: Known, answer: Answer) => string | null | Promise<string | null>
  keep?: (body: z.output<S>) => Record<string, string>
  /** Cases that must have passed. */
  needs?: readonly string[]
  /** A failure of it is told, but fails nothing. */
  optional?: true
  /** It ends what was made, which --keep-test-data keeps. */
  ends?: true
  timeoutSec?: number
  /** While this is so of an answer, it asks again, up to so many times, after so many seconds. */
  again?: { when: (answer: Answer) => boolean; times: number; afterSec: (answer: Answer) => number }
  /** Why an answer neither passes nor fails, if it is such a one. */
  skip?: (answer: Answer) => string | null
}

/** Keeps the type of the answer between a case's schema and its check. */
export const defineCase = <S extends z.ZodType>(smokeCase: SmokeCase<S>) => smokeCase as unknown as SmokeCase

export type CaseResult = {
  case: string
  required: boolean
  status: 'passed' | 'failed' | 'skipped'
  method: string
  path: string
  expected: string
  /** Null: nothing was answered, or nothing asked. */
  got: string | null
  elapsed_ms: number
  message: string | null
}

/** The path with what is known in it; what is not, stands as it was. */
export const pathOf = ({ path }: SmokeCase, known: Known) =>
  path.replaceAll(/\{(\w+)\}/g, (name, key) => {
    const value = known[key]
    return value === undefined ? name : encodeURIComponent(value)
  })
