import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** A file to write results to. Checked before the run, which would otherwise lose its results at the end. */
export const OutputFile = z
  .string()
  .min(1, 'must not be empty')
  .refine((file) => isFolder(dirname(file)) && !isFolder(file), 'must be a file in an existing folder')
