import * as z from 'zod'
import { STORABLE_DAY, STORABLE_TIME } from '../../domain/text/times.ts'

/** A time in a query, body or cursor. */
export const AnyTime = z.iso
  .datetime({ offset: true, abort: true })
  .regex(
    STORABLE_TIME,
    'is out of range: years from 1, at most 9 digits of a second, and a UTC offset of at most 14 hours',
  )

/** A day in a query. */
export const AnyDay = z.iso.date({ abort: true }).regex(STORABLE_DAY, 'is out of range: years from 1')
