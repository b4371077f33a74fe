import type { FuzzRequest } from './draft.ts'
import type { Asked, Tally } from './run.ts'

const MAX_SHOWN = 2000

/** For bash: what cannot be typed is written as bytes. */
function quoted(value: string | Uint8Array): string {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
  const isPlain = bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  if (isPlain && !new TextDecoder().decode(bytes).includes("'")) return `'${new TextDecoder().decode(bytes)}'`
  const byteOf = (byte: number) =>
    byte < 0x20 || byte >= 0x7f || byte === 0x27 || byte === 0x5c
      ? `\\x${byte.toString(16).padStart(2, '0')}`
      : String.fromCharCode(byte)
  return `$'${Array.from(bytes, byteOf).join('')}'`
}

/** The request as a command. A body that is too long for a terminal is cut short, and says so. */
export function curlOf({ method, path, headers, body }: FuzzRequest): string {
  const shown =
    body && body.length > MAX_SHOWN
      ? `${quoted(body.slice(0, MAX_SHOWN))} # … ${body.length} in all`
      : body && quoted(body)
  return [
    `curl -sS --path-as-is -X ${method} ${quoted(`http://localhost:8787${path}`)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(shown ? [`--data-raw ${shown}`] : []),
  ].join(' ')
}

/** What a request led to and what is wrong about it: findings that say the same are of one kind. */
export const kindOf = ({ op, request, fault }: Asked): string =>
  `${op?.id ?? `${request.meant} (${request.method}, elsewhere)`}: ${(fault ?? 'as it should be').replaceAll(/\/\d+/g, '/…')}`

/** The request as a command, the answer, what the log says of it, and how to have it again. */
export function describeAsked(asked: Asked, seed: number): string {
  const { index, request, answer } = asked
  const told = answer.log.filter((line) => line.includes('"level":"error"'))
  return [
    kindOf(asked),
    `  ${curlOf(request)}`,
    `  ${answer.status} ${answer.headers.get('Content-Type') ?? ''} ${answer.text.slice(0, MAX_SHOWN)}`,
    ...told.map((line) => `  ${line.slice(0, MAX_SHOWN)}`),
    `  again: npm run fuzz -- --seed ${seed} --only ${index}`,
  ].join('\n')
}

/** Requests by status, what every operation came to, and the seed. */
export function describeTally({ byStatus, operations }: Tally, seed: number): string {
  const requests = [...byStatus.values()].reduce((sum, times) => sum + times, 0)
  const statuses = [...byStatus].sort(([a], [b]) => a - b).map(([status, times]) => `  ${status}  ${times}`)
  const named = (fits: (p: { called: number; succeeded: number }) => boolean) =>
    [...operations]
      .filter(([, p]) => fits(p))
      .map(([id]) => id)
      .join(', ') || 'none'
  return [
    `${requests} requests, by status:`,
    ...statuses,
    `operations: ${operations.size}`,
    `  never called:    ${named(({ called }) => called === 0)}`,
    `  never succeeded: ${named(({ called, succeeded }) => called > 0 && succeeded === 0)}`,
    `seed: ${seed}`,
  ].join('\n')
}
