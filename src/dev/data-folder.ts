import { join } from 'node:path'
import { openFolder } from '../local/open-folder.ts'
import { mayEnter, type ServerUser, serverUser } from '../local/server-user.ts'

const DEFAULT = '.local'

/** Returns where the data goes: to `wanted`, else to `.local`, or outside the project if the user "postgres" may not enter it. */
export async function chooseDataFolder(
  wanted: string | undefined,
  p: { project?: string; user?: ServerUser } = {},
): Promise<string> {
  if (wanted !== undefined) return wanted
  const { project = process.cwd(), user = await serverUser() } = p
  return mayEnter(join(project, DEFAULT), user) ? DEFAULT : join(openFolder(project), 'data')
}
