import type { LogFields } from '../../log.ts'
import { EXIT } from '../runner/exit-code.ts'
import type { Summary } from '../runner/summary.ts'

const STATUS: Record<number, string> = {
  [EXIT.succeeded]: 'succeeded',
  [EXIT.failed]: 'failed',
  [EXIT.partial]: 'partly failed',
}

/** For each list in `details`, and for `items`: the columns to show of it. */
export type Columns = Readonly<Record<string, readonly string[]>>

/** Formats a summary for a person. Lists of objects become tables. */
export function summaryInWords(
  summary: Summary,
  { code, columns = {} }: { code: number; columns: Columns | undefined },
): string {
  const { script, succeeded_total, targets_total, duration_ms, run_id, actor, host, dry_run } = summary
  const lines = [
    `${script} ${succeeded_total === 0 && targets_total > 0 && code !== EXIT.succeeded ? 'failed' : STATUS[code]}: ${succeeded_total} of ${targets_total} targets in ${duration_ms / 1000} s`,
    `run ${run_id} by ${actor}${host === null ? '' : ` on ${host}`}`,
    ...(dry_run ? ['This was a dry run: nothing was changed.'] : []),
    ...section('', detailsInWords({ ...summary.details, ...(summary.items && { items: summary.items }) }, columns)),
    ...section(
      'Warnings',
      summary.warnings.map((warning) => `  ${plain(warning)}`),
    ),
    ...section('Errors', table(summary.errors)),
  ]
  return lines.join('\n')
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', ...(title ? [title] : []), ...lines]

function detailsInWords(details: Record<string, unknown>, columns: Columns): string[] {
  const entries = Object.entries(details)
  const isTable = (value: unknown) => Array.isArray(value) && value.some(isObject)
  const short = entries.filter(([, value]) => !isTable(value)).map(([name, value]) => ({ name: spaced(name), value }))
  return [
    ...table(short, { header: false }),
    ...entries.flatMap(([name, value]) =>
      isTable(value) ? section(titleOf(name), table(value as object[], { columns: columns[name] })) : [],
    ),
  ]
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const titleOf = (name: string) => plain(name.charAt(0).toUpperCase() + spaced(name.slice(1)))

/** Rows in aligned columns, indented by two spaces. */
function table(
  rows: readonly object[],
  p: { columns?: readonly string[] | undefined; header?: boolean } = {},
): string[] {
  const names = p.columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = rows.map((row) => names.map((name) => inWords(Reflect.get(row, name))))
  const all = p.header === false || rows.length === 0 ? cells : [names.map(spaced), ...cells]
  const widths = names.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
  return all.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('   ')}`.trimEnd())
}

/** `{ created: 1, changed: 0 }` reads `created 1, changed 0`. */
function inWords(value: unknown): string {
  if (value === null || value === undefined) return '-'
  if (Array.isArray(value)) return value.map(inWords).join(', ') || 'none'
  if (!isObject(value)) return plain(String(value))
  const parts = Object.entries(value).map(([name, part]) => {
    const text = inWords(part)
    return `${plain(name)} ${isObject(part) ? `(${text})` : text}`
  })
  return parts.join(', ') || 'none'
}

/** Formats a log line for a person: the time of day, level, event and target, then what else there is. */
export function logLineInWords(at: Date, level: string, event: string, fields: LogFields): string {
  const { target, message, reason, stack, ...rest } = fields
  const about = target === undefined || target === null ? '' : ` ${inWords(target)}`
  const text = message ?? reason
  const more = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null)
  return [
    `${at.toISOString().slice(11, 19)} ${level.padEnd(5)} ${spaced(event)}${about}`,
    text === undefined || text === null ? '' : `: ${inWords(text)}`,
    more.length === 0 ? '' : ` (${inWords(Object.fromEntries(more))})`,
    typeof stack === 'string' ? `\n${stack.split('\n').slice(1).map(escapeControls).join('\n')}` : '',
  ].join('')
}

const spaced = (name: string) => name.replaceAll('_', ' ')

const plain = (text: string) => escapeControls(text.replaceAll(/\s+/g, ' '))

/** Text from a stranger's file must not control the terminal. */
const escapeControls = (text: string) =>
  text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
