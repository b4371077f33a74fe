import type { Document } from '../reading/document.ts'
import type { Folder } from '../reading/folder.ts'
import { type Lexed, literalsOf } from '../reading/literals.ts'

/** What starts something, or gets at it by a name that is put together. */
const RUNS =
  /(?<![.\w])(?:exec|eval|compile|execfile|fork|getattr|globals|locals|vars|globalThis|Reflect|window|self)\s{0,2}[([.]|\b(?:__\w{2,20}__(?!\s{0,2}(?:==|=|:|\)))|execSync|spawn|spawnSync|execFile|os\.(?:system|popen|exec\w{1,3}|spawn\w{1,3}|startfile|posix_spawn\w?)|popen|Popen|Function|constructor|binding|mainModule|dlopen)\b|\b(?:import|require)\s{0,2}\(\s{0,2}[^"'`)\s]/
/** In a place where a shell takes a command: an interpreter, a file, or what a variable holds. */
const SHELL_RUNS =
  /(?:^|[;&|(!]|\$\(|`|\b(?:then|do|else|elif|if|while|sudo|env|time|nohup))\s{0,20}(?:(?:eval|source|exec|bash|sh|zsh|dash|python3?|node|deno|bun|perl|ruby|php|npx|npm|curl|wget|ssh|make|parallel|crontab|docker|at|tee|\.)\s|["']?\$|(?:\.{1,2}|~)?\/\w)|\bxargs\b|\s-exec(?:dir)?\b|\bsystem\s{0,2}\(/m
const WRITES =
  /(?<!\b(?:stdout|stderr)\.)\b(?:write|append(?!\s{0,2}\()|copy|rename|symlink|link|chmod|mkdir|truncate|dump|save)(?:[A-Z_]\w{0,30})?\b|\bfile\s{0,2}=(?!\s{0,2}sys\.std)|(?<!\b(?:stdout|stderr)\.)\bwrite\w{0,20}\s{0,2}\(/
/** Read where the text between the quotes is. */
const OPENS = /\bopen\s{0,2}\([^\n)]{0,200}["'][wax]b?t?\+?["']|\bmode\s{0,2}=\s{0,2}["'][wax]/

/** Modules that start programs or run texts, and those that send something or leave it on the disk. */
const RUNNERS =
  /^(?:subprocess|os\.system|sh|plumbum\w{0,3}|invoke|fabric|pexpect|ptyprocess|delegator|sarge|execnet|pwn\w{0,4}|docker|ansible\w{0,10}|IPython|jupyter\w{0,10}|nb\w{2,12}|code|codeop|pdb|bdb|timeit|cProfile|doctest|trace|runpy|imp|importlib|pkgutil|zipimport|ctypes|cffi|multiprocessing|concurrent|asyncio|trio|anyio|pickle|dill|cloudpickle|marshal|shelve|celery|rq|platformdirs|pty|posix|nt|commands|popen2|(?:node:)?(?:child_process|vm|worker_threads|module|cluster|repl|inspector)|execa|zx|shelljs|cross-spawn|tinyexec|nano-spawn|node-pty|dockerode|vm2|isolated-vm|esbuild|jiti|tsx|require-from-string)(?:[./]|$)/
const LEAVERS =
  /^(?:aiohttp|anthropic|boto3|ftplib|http|httpx|openai|paramiko|requests|smtplib|telnetlib|socket\w{0,6}|ssl|urllib\w{0,2}|websockets?|shutil|tempfile|sqlite3|crontab|python_crontab|winreg|asyncssh|axios|got|undici|node-fetch|ws|ssh2|simple-git|fs-extra|nodemailer|(?:node:)?(?:dns|http|http2|https|net|tls|dgram))(?:[./]|$)/

const MODULE = /\b(?:require\s{0,2}\(|import\s{0,2}\(|from|import)\s{0,4}["'`]$/
const MEMBER = /[\w)\]]\s{0,2}\[\s{0,4}["'`]$/
const NAMES = /^\s{0,40}(?:import\s{1,4}([\w., ]{1,200})|from\s{1,4}([\w.]{1,60})\s{1,4}import\s{1,4}([^\n]{1,300}))/gm

/** The modules that a script imports, apart from files beside it. */
function importsOf(document: Document, lexed: Lexed): string[] {
  const quoted = lexed.literals.flatMap(({ start, end }) =>
    MODULE.test(document.text.slice(Math.max(0, start - 40), start)) ? [document.text.slice(start, end)] : [],
  )
  if (document.zones[0]?.language !== 'python') return quoted.filter((name) => !name.startsWith('.'))
  return [...lexed.code.matchAll(NAMES)].flatMap(([, plain, from = '', what = '']) => {
    if (plain !== undefined) return plain.split(',').map((name) => name.trim().split(/\s/, 1)[0] ?? '')
    return from === 'os' && !/^\(?\s{0,4}(?:path|walk|listdir|environ|getcwd|sep)\b[\w, )]{0,80}$/.test(what)
      ? ['os.system']
      : [from]
  })
}

/** True if a script can start what is not written in it. What cannot be read for certain can. */
export function canRun(folder: Folder, document: Document): boolean {
  const lexed = literalsOf(document)
  if (!lexed)
    return document.zones[0]?.language !== 'shell' || SHELL_RUNS.test(document.text.replace(/^#![^\n]{0,200}/, ''))
  return (
    RUNS.test(lexed.code) ||
    lexed.literals.some(
      ({ start, end }) =>
        MEMBER.test(document.text.slice(Math.max(0, start - 24), start)) &&
        /^[a-z]{2,8}(?:[A-Z]\w{1,20})?$/.test(document.text.slice(start, end)) &&
        /^(?:exec|eval|spawn|system|popen|constructor|require|binding|fork|write)/.test(
          document.text.slice(start, end),
        ),
    ) ||
    importsOf(document, lexed).some((name) => RUNNERS.test(name) && !isBeside(folder, name))
  )
}

/** True if a script can send something or leave it on the disk. */
export function canLeave(folder: Folder, document: Document): boolean {
  const lexed = literalsOf(document)
  if (!lexed) return true
  return (
    WRITES.test(lexed.code) ||
    OPENS.test(document.text) ||
    /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/.test(lexed.code) ||
    importsOf(document, lexed).some((name) => LEAVERS.test(name) && !isBeside(folder, name))
  )
}

/** A module of the folder's own. */
const isBeside = ({ paths }: Folder, name: string): boolean =>
  name.startsWith('.') || paths.some((path) => `/${path}`.endsWith(`/${name.replaceAll('.', '/')}.py`))
