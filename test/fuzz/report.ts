import type { FuzzRequest } from './draft.ts'
import type { Asked, Tally } from './run.ts'

const MAX_SHOWN = 2000

/** Quotes a value for bash, with escapes for bytes that cannot be typed. */
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

/** Returns the request as a command. A long body is cut, with a comment. */
function curlOf({ method, path, headers, body }: FuzzRequest): string {
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

/** Returns the operation and the fault. Findings with the same text count as one kind. */
export const kindOf = ({ op, request, fault }: Asked): string =>
  `${op?.id ?? `${request.meant} (${request.method}, elsewhere)`}: ${(fault ?? 'no fault').replaceAll(/\/\d+/g, '/…')}`

/** Returns the request as a command, the answer, its log lines, and how to repeat it. */
export function describeAsked(asked: Asked, seed: number): string {
  const { index, request, answer } = asked
  const errors = answer.log.filter((line) => line.includes('"level":"error"'))
  return [
    kindOf(asked),
    `  ${curlOf(request)}`,
    `  ${answer.status} ${answer.headers.get('Content-Type') ?? ''} ${answer.text.slice(0, MAX_SHOWN)}`,
    ...errors.map((line) => `  ${line.slice(0, MAX_SHOWN)}`),
    `  again: npm run fuzz -- --seed ${seed} --only ${index}`,
  ].join('\n')
}

/** Returns the numbers of requests by status, the operations that were not reached, and the seed. */
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
