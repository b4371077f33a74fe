import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { spawnWatched, type WatchedProcess } from '../local/watched-process.ts'

const ROOT = join(import.meta.dirname, '../..')
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

/** `wrangler dev` as a child process. `ready` resolves when it serves, `ended` with its exit code. */
export type DevServer = { ready: Promise<void>; ended: Promise<number>; stop: () => Promise<void> }

/** Deletes what wrangler keeps between starts: rate limits and caches. */
export const removeWranglerState = () => rmSync(join(ROOT, '.wrangler/state'), { recursive: true, force: true })

/** Serves the Worker at `port`. Passes its output on from `ready` to `stop`; earlier output is shown only if it fails. */
export function startWrangler(port: number, onOutput: (text: string) => void): DevServer {
  const child = spawnWatched(
    [process.execPath, WRANGLER, 'dev', '--port', String(port), '--show-interactive-dev-session=false'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        NO_UPDATE_NOTIFIER: '1',
      },
    },
  )
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1))
  return { ready: whenReady(child, ended, onOutput), ended, stop: () => stop(child, ended) }
}

function whenReady(child: WatchedProcess, ended: Promise<number>, onOutput: (text: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let early: string | undefined = ''
    const take = (text: string) => {
      if (early === undefined) return onOutput(text)
      early += text
      if (!/Ready on/.test(early)) return
      early = undefined
      resolve()
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    void ended.then((code) => reject(new Error(`wrangler dev ended with ${code}:\n${early ?? ''}`)))
  })
}

async function stop(child: WatchedProcess, ended: Promise<number>) {
  if (child.exitCode !== null || child.signalCode !== null) return
  // When stopped, its bundler prints a stack trace that helps nobody.
  for (const output of [child.stdout, child.stderr]) output.removeAllListeners('data').resume()
  child.kill('SIGINT')
  const impatient = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(impatient)
}
