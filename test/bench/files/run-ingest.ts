import { main } from '../../../src/cli/main.ts'
import { processDeps } from '../../../src/cli/runner/deps.ts'
import type { Ground } from '../database.ts'

/** Publishes the skills below a folder by the operator's command. Throws if one of them fails. */
export async function ingest(at: Ground['at'], root: string, source: string): Promise<void> {
  let said = ''
  const code = await main(['ingest', root, '--source', source, '--approve'], {
    ...processDeps(),
    stdout: () => {},
    stderr: (text) => {
      said += text
    },
    settings: { DATABASE_URL: at.url, DATABASE_ENDPOINT: at.endpoint },
    onSignal: () => {},
  })
  if (code !== 0) throw new Error(`ingest ended with ${code}:\n${said}`)
}
