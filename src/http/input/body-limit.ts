import { bodyLimit } from 'hono/body-limit'
import { Failure } from '../failure.ts'

/** Refuses a body of more than `bytes` without reading it to the end. */
export const limitBody = (bytes: number) =>
  bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new Failure('payload_too_large', `The body must have at most ${bytes} bytes.`)
    },
  })
