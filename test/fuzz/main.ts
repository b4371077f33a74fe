import { parseArgs } from 'node:util'
import { onDatabase } from '../bench/database.ts'
import { describeAsked, describeTally, kindOf } from './report.ts'
import { type Asked, fuzz } from './run.ts'

const PROGRESS = 5000

const HELP = `npm run fuzz -- [--requests N] [--seed N] [--only INDEX]

Sends valid and invalid requests, generated from the OpenAPI document, to the app on a PostgreSQL of its own. Checks that there is
no 5xx, that every error is a problem, that every success fits its schema, and that no refused write changes anything.

  --requests N   how many requests (default 10000)
  --seed N       the same seed makes the same requests (default random)
  --only INDEX   show one request of the seed and its answer, after the earlier requests of its round
  --help         show this help

Prints each finding once, with a command to repeat it. Exits 0 without findings, 1 with findings, 3 for bad arguments.
`

const say = (line: string) => process.stdout.write(`${line}\n`)
const options = {
  requests: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
  help: { type: 'boolean' },
} as const

function readArguments() {
  const { values } = parseArgs({ options })
  const whole = (name: 'requests' | 'seed' | 'only') => {
    const text = values[name]
    if (text !== undefined && !/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number.`)
    return text === undefined ? undefined : Number(text)
  }
  return {
    help: values.help ?? false,
    requests: whole('requests') ?? 10_000,
    seed: whole('seed') ?? Math.floor(Math.random() * 1e9),
    only: whole('only'),
  }
}

async function main({ help, requests, seed, only }: ReturnType<typeof readArguments>): Promise<number> {
  if (help) {
    process.stdout.write(HELP)
    return 0
  }
  say(`seed: ${seed}`)
  const seen = new Map<string, number>()
  const onAnswer = (asked: Asked) => {
    const kind = kindOf(asked)
    if (asked.fault) seen.set(kind, (seen.get(kind) ?? 0) + 1)
    if (asked.index === only || (asked.fault && seen.get(kind) === 1)) say(describeAsked(asked, seed))
    if (asked.index % PROGRESS === PROGRESS - 1) process.stderr.write(`${asked.index + 1} requests\n`)
  }
  const tally = await onDatabase(({ at }) => fuzz({ at, seed, requests, only, onAnswer }))
  if (only === undefined) say(describeTally(tally, seed))
  for (const [kind, times] of seen) say(`${times} × ${kind}`)
  return seen.size > 0 ? 1 : 0
}

let read: ReturnType<typeof readArguments> | undefined
try {
  read = readArguments()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${HELP}`)
  process.exitCode = 3
}
if (read) process.exitCode = await main(read)
