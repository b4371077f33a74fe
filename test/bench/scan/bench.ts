import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listFolder } from '../../../src/cli/commands/ingest/list-folder.ts'
import { scanFolder } from '../../../src/domain/trust/scan-folder.ts'
import { folderOf } from '../../support/trust/folders.ts'
import type { Figure } from '../figures.ts'

export type ScanOptions = { labels: string | undefined; folders: string | undefined }

const TEXT = 'Reads a table, and prints the sums of its columns as a report.\n'.repeat(60)
const SCRIPT = 'import csv, sys\nrows = list(csv.reader(open(sys.argv[1])))\nprint(len(rows), "rows")\n'.repeat(40)

/** The time of 1,000 folders of eight files; with labels, also recall by technique and false alarms. */
export async function benchScan({ labels, folders }: ScanOptions): Promise<Figure[]> {
  const begun = process.cpuUsage()
  for (let i = 0; i < 1000; i++) {
    const scripts = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`scripts/f${n}.py`, `# ${i} ${n}\n${SCRIPT}`]))
    scanFolder(folderOf({ 'SKILL.md': `# ${i}\n${TEXT}`, 'notes.md': TEXT, ...scripts }))
  }
  const { user, system } = process.cpuUsage(begun)
  const seconds = (user + system) / 1e6
  return [
    { name: '1,000 folders of 8 files, CPU time', value: seconds, unit: 's', atMost: 30 },
    ...(labels && folders ? await judged(labels, folders) : []),
  ]
}

type Judged = { label: string; techniques: string[]; verdict: string }

/** Scans the labelled folders: a table with the columns `file` (a SKILL.md), `class` and `techniques`. */
async function judged(labels: string, folders: string): Promise<Figure[]> {
  const rows = readFileSync(labels, 'utf8').trim().split('\n').slice(1)
  const all: Judged[] = []
  for (const row of rows) {
    const [file = '', label = '', techniques = ''] = row.split('\t')
    const { files } = await listFolder(folders, join(folders, dirname(file)))
    const scanned = await Promise.all(files.map(async ({ path, mode, read }) => ({ path, mode, bytes: await read() })))
    const { verdict } = scanFolder(scanned)
    all.push({ label, verdict, techniques: techniques.split(',').filter((word) => word.trim() !== '') })
  }
  const of = (label: string) => all.filter((one) => one.label === label)
  const bad = all.filter(({ label }) => label !== 'benign')
  const techniques = [...new Set(bad.flatMap((one) => one.techniques))].sort()
  return [
    { ...share('malicious, warn', of('malicious'), ['warn']), atLeast: 90 },
    { ...share('malicious, pass', of('malicious'), ['pass']), atMost: 0 },
    { ...share('suspicious, review or warn', of('suspicious'), ['review', 'warn']), atLeast: 70 },
    { ...share('benign, warn', of('benign'), ['warn']), atMost: 1 },
    { ...share('benign, review or warn', of('benign'), ['review', 'warn']), atMost: 5 },
    ...techniques.map((name) => {
      const those = bad.filter((one) => one.techniques.includes(name))
      return share(`${name}, review or warn`, those, ['review', 'warn'])
    }),
  ]
}

function share(name: string, all: readonly Judged[], verdicts: readonly string[]): Figure {
  const found = all.filter(({ verdict }) => verdicts.includes(verdict)).length
  return { name: `${name} (${found} of ${all.length})`, value: all.length ? (100 * found) / all.length : 0, unit: '%' }
}
