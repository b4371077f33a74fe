import { execFile, spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { freePort } from '../../src/local/free-port.ts'

const ROOT = join(import.meta.dirname, '../..')
const WORKERD = createRequire(join(ROOT, 'node_modules/miniflare/package.json'))('workerd').default as string

/** `inputs`: how many bytes of each source file are in the bundle. `modules`: the modules of bytes and texts that are uploaded beside it. */
export type Bundle = {
  path: string
  gzipBytes: number
  inputs: [path: string, bytes: number][]
  modules: { path: string; gzipBytes: number }[]
}

type Metafile = { outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> }

/** Bundles a Worker as `wrangler deploy` would upload it. */
export async function bundle(entry: string, outdir: string): Promise<Bundle> {
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
  const metafile = join(outdir, 'meta.json')
  const args = [wrangler, 'deploy', entry, '--dry-run', '--outdir', outdir, '--metafile', metafile]
  await promisify(execFile)(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
  const path = join(outdir, `${entry.split('/').at(-1)?.replace(/\.ts$/, '')}.js`)
  const { outputs }: Metafile = JSON.parse(readFileSync(metafile, 'utf8'))
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs))
  // Named by the hashes of their bytes.
  const modules = readdirSync(outdir).filter((name) => /^[0-9a-f]{40}-/.test(name))
  return {
    ...sized(path),
    inputs: inputs.map(([file, { bytesInOutput }]) => [file, bytesInOutput]),
    modules: modules.map((name) => sized(join(outdir, name))),
  }
}

const sized = (path: string) => ({ path, gzipBytes: gzipSync(readFileSync(path)).length })

/** Serves a bundle on `workerd` itself, without the proxy that `wrangler dev` puts before it. */
export async function serve(bundled: Bundle, bindings: Record<string, string>, folder: string) {
  const port = await freePort()
  const texts = Object.entries(bindings).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  )
  const embedded = (path: string) => `embed ${JSON.stringify(relative(folder, path))}`
  const modules = bundled.modules.map(
    ({ path }) =>
      `, (name = ${JSON.stringify(basename(path))}, ${path.endsWith('.tiktoken') ? 'data' : 'text'} = ${embedded(path)})`,
  )
  const config = `${folder}/${port}.capnp`
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "outside", network = (allow = ["private", "public"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = ${embedded(bundled.path)})${modules.join('')}],
  compatibilityDate = "2026-10-01",
  bindings = [${texts.join(', ')}], globalOutbound = "outside"
);
`,
  )
  const child = spawn(WORKERD, ['serve', config], { stdio: ['ignore', 'ignore', 'inherit'] })
  const url = `http://127.0.0.1:${port}`
  await answers(url)
  return { url, stop: () => child.kill() }
}

async function answers(url: string) {
  for (let attempt = 0; attempt < 2000; attempt++) {
    const up = await fetch(`${url}/health`).then(
      () => true,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`${url} does not answer.`)
}
