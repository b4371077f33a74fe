import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'

const STARTS =
  /\b(?:subprocess|popen|child_process|execa?\w{0,6}\s{0,2}\(|spawn\w{0,6}|os\.system|system\s{0,2}\(|shell_exec|passthru|proc_open|eval|Runtime|ProcessBuilder|Process|Command|Deno\.run|Bun\.\$|pty|runpy|importlib|__import__|getattr|globals|import\s{0,2}\()|`/i
const PIPES = /\|\s{0,4}(?:sudo\s)?(?:ba|z|da)?sh\b|\beval\b|\$\(|\b(?:ba|z)?sh\s{1,4}-c\b/

const KNOWN = new WeakMap<Folder, boolean>()

const LANGUAGES = new Set(['python', 'javascript', 'typescript'])

/**
 * True if a text in a script is only data: the script is of a language in which a text does not run by itself, no script of the folder starts a command, and no other text
 * hands what it prints to a shell. Lists of test cases are such texts.
 */
export function isData({ document, layers }: View, folder: Folder): boolean {
  if (document.kind !== 'script' || !LANGUAGES.has(document.zones[0]?.language ?? '') || layers.length > 0) return false
  const starts =
    KNOWN.get(folder) ??
    folder.views.some(
      (view) =>
        (view.document.kind === 'script' && view.document.zones[0]?.language !== 'shell' && STARTS.test(view.text)) ||
        (view.document.kind !== 'script' && PIPES.test(view.text)),
    )
  KNOWN.set(folder, starts)
  return !starts && !folder.documents.some(({ kind, zones }) => kind === 'script' && zones[0]?.language === 'shell')
}
