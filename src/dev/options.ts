import { parseArgs } from 'node:util'
import { isFolder } from '../local/is-folder.ts'
import { LocalError } from '../local/local-error.ts'

export const HELP = `npm run dev [-- OPTIONS]: run the whole marketplace on this machine

  --port <n>      port of the API (default: 8787)
  --data <dir>    folder of the database, kept between starts (default: .local)
  --no-samples    start with an empty catalogue
  --fresh         delete the database, caches and rate limits of the last start
  --github <dir>  serve the folders dir/OWNER/REPO as GitHub would, and issue the tokens of
                  their workflows, to try crawls and publishing
  --help          show this help
`

/** `data` is undefined if the operator names no folder. */
export type DevOptions = { port: number; data: string | undefined; samples: boolean; fresh: boolean; github?: string }

/** Returns the options, or null if help is asked for. Throws LocalError, or a TypeError with a code for an unknown option. */
export function readOptions(args: string[] = process.argv.slice(2)): DevOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '8787' },
      data: { type: 'string' },
      samples: { type: 'boolean', default: true },
      fresh: { type: 'boolean', default: false },
      github: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
    allowNegative: true,
  })
  if (values.help) return null
  const { data, samples, fresh, github } = values
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new LocalError(`--port: ${values.port} is not a port (1 to 65535).`)
  if (github !== undefined && !isFolder(github)) throw new LocalError(`--github: ${github} is not a folder.`)
  return { port, data, samples, fresh, ...(github !== undefined && { github }) }
}
