import { dirname } from 'node:path'
import * as z from 'zod'
import { isFolder } from '../../local/is-folder.ts'

/** A file to write results to. Checked before the run, which would otherwise lose its results at the end. */
export const OutputFile = z
  .string()
  .min(1, 'must not be empty')
  .refine((file) => isFolder(dirname(file)) && !isFolder(file), 'must be a file in an existing folder')
