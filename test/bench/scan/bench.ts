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

/** `milliseconds`: of CPU time. `campaign`: who published it, unless the table says more. */
type Judged = { label: string; techniques: string[]; campaign: string; verdict: string; milliseconds: number }

/**
 * Scans the labelled folders: a table with the columns `file` (a SKILL.md), `class` and `techniques`, and `campaign` if it is known. What
 * is benign and has a technique only looks like one: a hard negative.
 */
async function judged(labels: string, folders: string): Promise<Figure[]> {
  const [head = '', ...rows] = readFileSync(labels, 'utf8').trim().split('\n')
  const columns = head.split('\t')
  const all: Judged[] = []
  for (const row of rows) {
    const cells = row.split('\t')
    const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
    const folder = dirname(cell('file'))
    const { files } = await listFolder(folders, join(folders, folder))
    const scanned = await Promise.all(files.map(async ({ path, mode, read }) => ({ path, mode, bytes: await read() })))
    const begun = process.cpuUsage()
    const { verdict } = scanFolder(scanned)
    const { user, system } = process.cpuUsage(begun)
    all.push({
      label: cell('class'),
      verdict,
      campaign: cell('campaign') || dirname(folder),
      techniques: cell('techniques')
        .split(',')
        .filter((word) => word.trim() !== ''),
      milliseconds: (user + system) / 1000,
    })
  }
  const of = (label: string) => all.filter((one) => one.label === label)
  const bad = all.filter(({ label }) => label !== 'benign')
  const hard = of('benign').filter(({ techniques }) => techniques.length > 0)
  const techniques = [...new Set(bad.flatMap((one) => one.techniques))].sort()
  const campaigns = Map.groupBy(of('malicious'), ({ campaign }) => campaign)
  const recalls = [...campaigns.values()].map((those) => shareOf(those, ['warn']))
  return [
    { ...share('malicious, warn', of('malicious'), ['warn']), atLeast: 90 },
    { name: `malicious, warn, each of ${campaigns.size} campaigns once`, value: mean(recalls), unit: '%', atLeast: 90 },
    { ...share('malicious, pass', of('malicious'), ['pass']), atMost: 0 },
    { ...share('suspicious, review or warn', of('suspicious'), ['review', 'warn']), atLeast: 70 },
    { ...share('benign, warn', of('benign'), ['warn']), atMost: 1 },
    { ...share('benign, review or warn', of('benign'), ['review', 'warn']), atMost: 5 },
    share('hard negatives, warn', hard, ['warn']),
    share('hard negatives, review or warn', hard, ['review', 'warn']),
    { name: 'a folder, mean', value: mean(all.map(({ milliseconds }) => milliseconds)), unit: 'ms' },
    {
      name: 'a folder, longest',
      value: Math.max(0, ...all.map(({ milliseconds }) => milliseconds)),
      unit: 'ms',
      atMost: 2000,
    },
    ...techniques.flatMap((name) => {
      const those = bad.filter((one) => one.techniques.includes(name))
      return [
        share(`technique ${name}, warn`, those, ['warn']),
        share(`technique ${name}, review or warn`, those, ['review', 'warn']),
      ]
    }),
    ...[...campaigns].map(([name, those]) => share(`campaign ${name}, warn`, those, ['warn'])),
  ]
}

function share(name: string, all: readonly Judged[], verdicts: readonly string[]): Figure {
  const found = all.filter(({ verdict }) => verdicts.includes(verdict)).length
  return { name: `${name} (${found} of ${all.length})`, value: shareOf(all, verdicts), unit: '%' }
}

const shareOf = (all: readonly Judged[], verdicts: readonly string[]): number =>
  all.length === 0 ? 0 : (100 * all.filter(({ verdict }) => verdicts.includes(verdict)).length) / all.length

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
