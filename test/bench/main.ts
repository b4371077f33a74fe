import { parseArgs } from 'node:util'
import { benchEvents } from './events/bench.ts'
import { benchFeed } from './feed/bench.ts'
import type { Figure } from './figures.ts'
import { printFigures } from './figures.ts'
import { benchRanking } from './ranking/bench.ts'
import { benchReads } from './reads/bench.ts'

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  reads: benchReads,
  events: benchEvents,
  ranking: benchRanking,
  feed: benchFeed,
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } })
const bench = BENCHES[positionals[0] ?? '']
if (bench) printFigures(await bench(), values.json)
else {
  process.stderr.write(
    `npm run bench -- NAME [--json FILE], where NAME is one of: ${Object.keys(BENCHES).join(', ')}\n`,
  )
  process.exitCode = 3
}
