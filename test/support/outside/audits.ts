import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

type Audit = { format: string; entries: Record<string, unknown>[] }

/** What the registry says of a lockfile that a client has written below a folder. `change` is made in its text before. */
export async function auditOfLock(
  registry: string,
  p: { home: string; path: string; change?: (text: string) => string },
): Promise<Audit> {
  const text = await readFile(join(p.home, p.path), 'utf8')
  const response = await fetch(`${registry}/v1/audit`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: p.change?.(text) ?? text,
  })
  return response.json() as Promise<Audit>
}
