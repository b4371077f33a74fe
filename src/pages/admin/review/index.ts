import { Hono } from 'hono'
import type { AdminEnv } from '../admin-view.ts'
import { decideOnMany } from './bulk.tsx'
import { approve, reject } from './decide.ts'
import { file } from './file.tsx'
import { list } from './list.tsx'
import { oneFile } from './one-file.tsx'
import { filePath, queueOf, queuePath, readQueue } from './queue.ts'

/** The review queue: what waits, each file, and the decisions. */
export const review = new Hono<AdminEnv>()
  .get('/', list)
  .post('/', decideOnMany)
  .get('/next', async (c) => {
    const queue = queueOf(c)
    const { items } = await readQueue(c.var.api, queue, 1)
    const [first] = items
    return c.redirect(first ? filePath(first.id, queue) : queuePath({ ...queue, cursor: undefined }), 302)
  })
  .get('/:id', file)
  .get('/:id/files/:path{.+}', oneFile)
  .post('/:id/approve', approve)
  .post('/:id/reject', reject)
