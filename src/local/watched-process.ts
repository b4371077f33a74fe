import { type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

// The watcher reads our pipe, which closes when we die in any way. It then stops the program and deletes the folder, if one
// is given.
const WATCHED = `
folder=$1; shift
exec 3<&0
( (
  read -r _ <&3
  kill -INT $$
  if [ -n "$folder" ]; then
    for _ in 1 2 3 4 5 6 7 8 9 10; do [ -e "$folder/postmaster.pid" ] || break; sleep 1; done
    rm -rf "$folder"
  fi
) >/dev/null 2>&1 & )
exec "$@" </dev/null 3<&-`

export type WatchedProcess = ChildProcessByStdio<Writable, Readable, Readable>

/**
 * Starts a program that stops when we die, even by SIGKILL. It is detached, so Ctrl-C on the terminal reaches only us. `removeFolder`
 * is the data folder of a PostgreSQL, to delete after it if we die.
 */
export function spawnWatched(
  command: readonly string[],
  options: SpawnOptions & { removeFolder?: string | undefined },
): WatchedProcess {
  const { removeFolder = '', ...spawnOptions } = options
  const child = spawn('/bin/sh', ['-c', WATCHED, 'sh', removeFolder, ...command], {
    ...spawnOptions,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.once('exit', () => endGroup(child.pid)) // Only the watcher is left of the group.
  return child
}

function endGroup(pid: number | undefined) {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is empty already.
  }
}
