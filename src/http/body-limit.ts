import { bodyLimit } from 'hono/body-limit'
import { Failure } from './failure.ts'

/** Refuses a body over `bytes` before it is read whole. */
export const limitBody = (bytes: number) =>
  bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new Failure('payload_too_large', `The body may have ${bytes} bytes at the most.`)
    },
  })
