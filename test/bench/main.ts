import { parseArgs } from 'node:util'
import { type Figure, printFigures } from './figures.ts'

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  reads: async () => (await import('./reads/bench.ts')).benchReads(),
  events: async () => (await import('./events/bench.ts')).benchEvents(),
  ranking: async () => (await import('./ranking/bench.ts')).benchRanking(),
  feed: async () => (await import('./feed/bench.ts')).benchFeed(),
}

const HELP = `npm run bench -- NAME [--json FILE]

Measures one part of the service on an embedded PostgreSQL, and compares it with the least work that the same machine can do.

  reads      public reads, against the same SQL sent straight to the endpoint of the database
  events     ingest and normalising, against plain inserts of the same rows
  ranking    a tick over ten million events, against one statement that recounts them
  feed       publishing and reading 100,000 changes, against plain SQL that moves the same rows

  --json FILE   write the figures to this file as JSON, instead of printing them after the table
  --help        show this help

READS_SKILLS=1000000 also reads the list in a catalogue of that many skills, which takes minutes to make.
RANKING_SHARE=0.01 and FEED_SHARE=0.1 measure that share of the data: quick, but no proof.
`

class BadArguments extends Error {}

function readArguments() {
  const options = { json: { type: 'string' }, help: { type: 'boolean', default: false } } as const
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options })
    const [name = ''] = positionals
    if (!values.help && !(name in BENCHES))
      throw new Error(name ? `There is no benchmark '${name}'.` : 'NAME is missing.')
    return { name, ...values }
  } catch (error) {
    throw new BadArguments(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
  }
}

try {
  const { name, json, help } = readArguments()
  if (help) process.stdout.write(HELP)
  else printFigures((await BENCHES[name]?.()) ?? [], json)
} catch (error) {
  if (!(error instanceof BadArguments)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 3
}
