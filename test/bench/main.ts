import { parseArgs } from 'node:util'
import { type Figure, type Outcome, printOutcomes } from './figures.ts'
import type { RankingOptions } from './ranking/bench.ts'
import type { ScanOptions } from './scan/bench.ts'

type Options = RankingOptions & ScanOptions & { worst: number }

const BENCHES: Record<string, (p: Options) => Promise<Figure[]>> = {
  reads: async () => (await import('./reads/bench.ts')).benchReads(),
  events: async () => (await import('./events/bench.ts')).benchEvents(),
  ranking: async (p) => (await import('./ranking/bench.ts')).benchRanking(p),
  feed: async () => (await import('./feed/bench.ts')).benchFeed(),
  files: async () => (await import('./files/bench.ts')).benchFiles(),
  clients: async () => (await import('./clients/bench.ts')).benchClients(),
  start: async () => (await import('./start/bench.ts')).benchStart(),
  search: async (p) => (await import('./search/bench.ts')).benchSearch(p),
  scan: async (p) => (await import('./scan/bench.ts')).benchScan(p),
  freshness: async () => (await import('./freshness/bench.ts')).benchFreshness(),
  pages: async () => (await import('./pages/bench.ts')).benchPages(),
  relevance: async (p) => (await import('./relevance/bench.ts')).benchRelevance(p),
}

const HELP = `npm run bench -- [NAME…] [OPTIONS]

Measures one part of the service on an embedded PostgreSQL, or all of them one after the other, and compares it with the least
work that the same machine can do. Prints one table with the goals.

  reads      public reads, against the same SQL sent straight to the endpoint of the database
  events     ingest and normalising, against plain inserts of the same rows
  ranking    a tick over ten million events, against one statement that recounts them
  feed       publishing and reading 100,000 changes, against plain SQL that moves the same rows
  files      publishing whole skills, and their archives, against the same rows written or read by plain SQL
  clients    what installed clients ask for, against the same SQL sent straight to the endpoint
  start      the Worker's bundle and its cold start, against a bare hello
  search     the database time of queries, the size of what search stores, and keeping it current
  scan       the time that scans of skills take; with --labels and --folders, what they find and miss
  freshness  the schedule of crawls: 100,000 simulated repositories, the requests they cost and how late changes are seen
  pages      the pages in a real browser: Lighthouse (fetched from npm), sizes, and the cost of a skill's beside its JSON
  relevance  how good the answers of search are to judged queries, by kind

  --json FILE   write the figures to this file as JSON, instead of printing them after the table
  --skills N    for ranking and search: the skills of the catalogue, 100000 by default; fewer are quick, but no proof
  --events N    for ranking: the events of its history, 10000000 by default
  --data DIR    for ranking or search: keep what is generated in this folder; a further run goes on with it
  --worst N     for relevance: also print the N queries with the worst answers of the judged and of the known items;
                for search: the N slowest queries
  --labels FILE for scan: a table (TSV) with the columns file, class, techniques and, if known, campaign
  --folders DIR for scan: where the files of the labels are
  --help        show this help

READS_SKILLS=1000000 also reads the list in a catalogue of that many skills, which takes minutes to make.
FEED_SHARE=0.1 measures a tenth of the feed: quick, but no proof.
`

class BadArguments extends Error {}

function readArguments() {
  const options = {
    json: { type: 'string' },
    skills: { type: 'string', default: '100000' },
    events: { type: 'string', default: '10000000' },
    data: { type: 'string' },
    worst: { type: 'string', default: '0' },
    labels: { type: 'string' },
    folders: { type: 'string' },
    help: { type: 'boolean', default: false },
  } as const
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options })
    const unknown = positionals.find((name) => !(name in BENCHES))
    if (unknown !== undefined) throw new Error(`There is no benchmark '${unknown}'.`)
    const [skills, events] = [countIn('--skills', values.skills, 1000), countIn('--events', values.events, 1000)]
    const worst = countIn('--worst', values.worst, 0)
    return { names: positionals.length > 0 ? positionals : Object.keys(BENCHES), ...values, skills, events, worst }
  } catch (error) {
    throw new BadArguments(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
  }
}

function countIn(option: string, text: string, least: number): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < least)
    throw new Error(`${option} takes a whole number of at least ${least}, not '${text}'.`)
  return count
}

/** Runs one benchmark after the other. One that fails leaves the others alone. */
async function measureAll(names: readonly string[], p: Options): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const bench of names) {
    process.stderr.write(`measuring ${bench}\n`)
    try {
      outcomes.push({ bench, figures: (await BENCHES[bench]?.(p)) ?? [] })
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
      outcomes.push({ bench, figures: [], failure: error instanceof Error ? error.message : String(error) })
    }
  }
  return outcomes
}

try {
  const { names, json, help, labels, folders, ...options } = readArguments()
  if (help) process.stdout.write(HELP)
  else {
    const outcomes = await measureAll(names, { ...options, labels, folders })
    printOutcomes(outcomes, json)
    if (outcomes.some(({ failure }) => failure !== undefined)) process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof BadArguments)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 3
}
