import { baseName } from '../../files/base-name.ts'
import { LIMITS } from '../budget.ts'
import { isHiding } from '../data/hosts.ts'
import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import type { Confidence, Severity } from '../report.ts'
import type { Hit } from '../rule.ts'
import { targetsIn } from '../weighing/hosts.ts'
import { fencesOf } from './scripts.ts'
import { argumentsOf, mentions, taintedBy } from './taint.ts'

/** Where code comes from that nobody could read in the folder. */
export type Origin = 'network' | 'decoded' | 'picture' | 'request' | 'document'

const ORIGINS: Readonly<Record<Origin, RegExp>> = {
  network:
    /\.(?:get|post|request|stream|fetch)\s{0,2}\(\s{0,4}(?:["'](?:GET|POST)["']\s{0,2},\s{0,4})?[fb]?["'`]https?:|\b(?:check_output|getoutput|run|popen|Popen|execSync|execFileSync|spawnSync)\s{0,2}\([^\n]{0,60}\b(?:curl|wget)\b[^\n]{0,200}https?:|\.getresponse\s{0,2}\(|\bdns\.(?:resolver\.(?:resolve|query)|resolveTxt|promises\.resolveTxt)\s{0,2}\(|\.GetStringAsync\s{0,2}\(|\b(?:err|error|e)\.response\.data\b|\b(?:res|resp|response)\.data\b|\b(?:requests|httpx|session|axios|got|superagent)\.(?:get|post|request)\s{0,2}\(|\burl(?:open|retrieve)\s{0,2}\(|\bwget\.download\s{0,2}\(|\bDownloadFile\s{0,2}\(|\bfetch\s{0,2}\(|\baxios\s{0,2}\(|\bhttps?\.(?:get|request)\s{0,2}\(|\brequire\(["'](?:node:)?https?["']\)\.(?:get|request)\s{0,2}\(|\bNet::HTTP\.get\w{0,9}\b|\bURI\.open\b|\bLWP::Simple\b|\bfile_get_contents\s{0,2}\(\s{0,2}["']https?:|\bhttp\.Get\s{0,2}\(|\b(?:irm|iwr|Invoke-RestMethod|Invoke-WebRequest)\b|\bDownload(?:String|Data)\s{0,2}\(|=\s{0,4}["'`]?\$?\(?`?(?:curl|wget)\s[^\n]{0,200}https?:/g,
  decoded:
    /\b(?:b64decode|base64_decode|gzinflate|gzuncompress|str_rot13|b85decode|b32decode|a85decode|atob|fromhex|unhexlify|FromBase64String)\s{0,2}\(|\b(?:zlib|gzip|bz2|lzma)\.decompress\s{0,2}\(|\bcodecs\.decode\s{0,2}\([^\n]{0,400}rot|\bBuffer\.from\s{0,2}\([^\n]{0,400}["'`](?:base64|hex)|\bfromCharCode\s{0,2}\([^\n)]{0,60}\^|\bchr\s{0,2}\([^\n)]{0,60}\^|\bcreateDecipher(?:iv)?\s{0,2}\(|\.decrypt\s{0,2}\(|\b(?:gunzip|inflate|brotliDecompress)Sync\s{0,2}\(|\bparseInt\s{0,2}\([^\n]{0,20},\s{0,2}2\s{0,2}\)|\b\w{1,20}\s{0,2}\([^\n]{1,160},\s{0,2}["'](?:base-?64|hex|zip|zlib|bz2|uu|rot_?13)(?:_codec)?["']\s{0,2}\)/g,
  request:
    /\bself\.rfile\.read\s{0,2}\(|\brequest\.(?:data|json|form|args|values|get_json|get_data|body|query_params)\b|\breq(?:uest)?\.(?:body|query|params)\b|\$_(?:GET|POST|REQUEST|COOKIE|SERVER)\b|\bphp:\/\/input\b|\br\.(?:FormValue|URL\.Query|Body)\b|\bparams\[:\w{1,20}\]|\bawait request\.text\s{0,2}\(|\bws\.on\s{0,2}\(\s{0,2}["']message|\brecv(?:from)?\s{0,2}\(|\b(?:update|u|ctx|event|msg|message|m)\.(?:effective_)?(?:message\.)?(?:text|content|body)\b/g,
  document:
    /\bcsv\.(?:reader|DictReader)\s{0,2}\(|\bload_workbook\s{0,2}\(|\bpd\.read_(?:csv|excel|json|html)\s{0,2}\(|\bjson\.loads?\s{0,2}\(|\bJSON\.parse\s{0,2}\(|\bsys\.stdin\b|\bemail\.message_from_\w{4,8}\s{0,2}\(|\b(?:Papa|csv)\.?parse\w{0,4}\s{0,2}\(|\bXLSX\.read\w{0,6}\s{0,2}\(|\byaml\.safe_load\s{0,2}\(/g,
  picture:
    /\b(?:open|readFile(?:Sync)?|read_bytes|Path|file_get_contents)\s{0,2}\([^\n)]{0,120}\.(?:png|jpe?g|gif|ico|webp|svg|bmp|woff2?|ttf|mp3|pdf)["'`]/gi,
}

/** Calls that run a text as code, or as a command. The group is what runs. */
const RUNS: readonly RegExp[] = [
  /(?<![\w.$])(?:exec|eval|new\s{1,2}Function|Function|execfile)\s{0,4}\(/g,
  /\b(?:builtins|__builtins__|__import__\s{0,2}\([^\n)]{1,30}\)|globalThis|window|global)\.(?:exec|eval|Function)\s{0,4}\(|\}\s{0,2}\)\.constructor\s{0,2}\(/g,
  /\b(?:vm\.)?runIn(?:This|New)?Context\s{0,4}\(|\bvm\.compileFunction\s{0,4}\(|\bnew\s{1,2}vm\.Script\s{0,4}\(|\bModule\.prototype\._compile\s{0,4}\(|\bmodule\._compile\s{0,4}\(|(?<![\w.$])import\s{0,2}\(\s{0,4}(?:["'`]data:|URL\.createObjectURL\s{0,2}\()/g,
  /\b(?:os\.system|os\.popen|commands\.getoutput|shell_exec|passthru|proc_open)\s{0,4}\(|(?<![\w$])(?:child_process\.|cp\.|require\(["'](?:node:)?child_process["']\)\.)?exec(?:Sync)\s{0,4}\(|\b(?:child_process|cp|require\(["'](?:node:)?child_process["']\))\.exec\s{0,4}\(/g,
  /\b(?:subprocess\.(?:run|call|Popen|check_output|check_call|getoutput)|spawn(?:Sync)?|execFile(?:Sync)?|Popen)\s{0,4}\(\s{0,4}\[?\s{0,4}["'`](?:\/(?:usr\/)?bin\/)?(?:(?:ba|z|da)?sh|python3?|node|perl|ruby|php|pwsh|powershell|cmd)(?:\.exe)?["'`]\s{0,4},\s{0,4}\[?\s{0,4}["'`](?:-\w{0,2}[ce]|\/c|--eval)["'`]\s{0,4},/g,
  /\b(?:subprocess\.\w{3,14}|Popen)\s{0,4}\(\s{0,4}(?=[\w.[\]'"]{1,60}\s{0,4},[^\n)]{0,160}\bshell\s{0,2}=\s{0,2}True)/g,
  /\b(?:c?[pP]ickle|_pickle|dill|cloudpickle|jsonpickle)\.(?:loads?|decode|Unpickler)\s{0,4}\(|\byaml\.(?:unsafe_load|load)\s{0,4}\((?=[^\n)]{0,200}(?:Unsafe|\byaml\.Loader|=\s?Loader|=\s?FullLoader|\)[^\n]{0,60}Unsafe))/g,
  /\bspec_from_file_location\s{0,4}\(\s{0,4}[^,\n]{1,60},\s{0,4}|\brunpy\.run_path\s{0,4}\(|\bSourceFileLoader\s{0,4}\(|\bmarshal\.loads\s{0,4}\(|\btypes\.FunctionType\s{0,4}\(/g,
  /(?:^|[\s;&|(])(?:eval|iex|Invoke-Expression)\s{1,4}(?:["']?\$|\(\$)/gim,
  /\[scriptblock\]::create\s{0,2}\(/gi,
]
const RUN_WORDS =
  /constructor|spec_from|runpy|SourceFileLoader|require\(|spawn|exec|eval|Function|runIn|compile|system|popen|subprocess|spawn|loads?\b|urlretrieve|wget\.download|iex|Invoke-Expression|scriptblock|import\(/i
const MOST = 40

/** Texts of an origin that run as code in the same script, by whatever names they went through. */
export function runFrom(origins: readonly Origin[], folder: Folder): (Hit & { origin: Origin })[] {
  const hits: (Hit & { origin: Origin })[] = []
  const fences = folder.views.filter(({ document }) => document.kind === 'markdown').flatMap(fencesOf)
  const scripts = folder.views.filter(({ document }) => document.kind === 'script')
  for (const view of origins.includes('network') ? [...scripts, ...fences.slice(0, MOST)] : scripts) {
    if (!RUN_WORDS.test(view.text)) continue
    for (const origin of origins) {
      const hit = runIn(view, origin, folder)
      if (hit) hits.push({ ...hit, origin })
      if (hits.length >= LIMITS.hits) return hits
    }
  }
  return hits
}

function runIn(view: View, origin: Origin, folder: Folder): Hit | null {
  const { text } = view
  const places = [...text.matchAll(ORIGINS[origin])].slice(0, MOST).map(({ index }) => index)
  if (places.length === 0) return null
  const isSource = (_: View, start: number, end: number) => places.some((at) => start <= at && at < end)
  const tainted = taintedBy([view], isSource, { handed: origin === 'network' })
  for (const pattern of RUNS)
    for (const match of [...text.matchAll(pattern)].slice(0, MOST)) {
      const from = match.index + match[0].length
      const call = /[(,]\s{0,4}$/.test(match[0]) ? argumentsOf(text, from) : lineFrom(text, from)
      const what = call.text.slice(0, 400)
      const isCode = CODE.test(match[0])
      if (!isSource(view, match.index, call.to) && !runsWhole(what, tainted, isCode)) continue
      return { view, start: match.index, end: Math.min(call.to, match.index + 200), ...weight(origin, text, folder) }
    }
  const started =
    feedsInterpreter(view, tainted, isSource) ??
    callsByName(view, origin) ??
    (origin === 'network' ? startsWhatItKeeps(view) : null)
  return started && { view, ...started, ...weight(origin, text, folder) }
}

const CODE =
  /(?:exec|eval|Function|execfile|Context|Script|_compile|data:|create|createObjectURL|constructor|loads?|decode|Unpickler)\s{0,4}\(?$/i

/** True if a tainted name is what runs, and not an argument or a part of a command that stands there. */
function runsWhole(what: string, tainted: ReadonlySet<string>, isCode: boolean): boolean {
  if (isCode) return mentions(what.replace(/"[^"\n]{0,300}"|'[^'\n]{0,300}'/g, ''), tainted)
  const [first = ''] = what.trimStart().split(/["'`]/, 1)
  return (
    mentions(first, tainted) || (/^["'`]?\$?[({]?[\w.[\]]{1,40}["'`)}]?\s{0,4}$/.test(what) && mentions(what, tainted))
  )
}

const PATH = '(["\'`][^"\'`\\n]{2,120}["\'`]|[A-Za-z_]\\w{1,40})'
const KEEPS = new RegExp(
  `\\b(?:(?:createWriteStream|writeFile(?:Sync)?|DownloadFile|urlretrieve)\\s{0,2}\\((?:[^\\n()]{0,120}?,)?\\s{0,4}${PATH}\\s{0,4}[,)]|open\\s{0,2}\\(\\s{0,4}${PATH}\\s{0,4},\\s{0,4}["'][wa])`,
  'g',
)
/** What is written by a path or a file that has a name, or unpacked into a folder. */
const KEEPS_IN =
  /\b([A-Za-z_]\w{1,40}|[a-z])\.write_(?:bytes|text)\s{0,2}\(|\bNamedTemporaryFile\s{0,2}\([^\n)]{0,80}\)\s{1,4}as\s{1,4}(\w{1,40})|\.extractall\s{0,2}\(\s{0,4}(?:path\s{0,2}=\s{0,2})?(["'][^"'\n]{4,120}["'])/g
const STARTS =
  /\b(?:require|import|import_module|execFile(?:Sync)?|exec(?:Sync)?|spawn(?:Sync)?|os\.system|os\.startfile|subprocess\.\w{3,12}|Popen|runpy\.run_path|fork)\s{0,2}\(\s{0,4}\[?\s{0,4}((?:["'`](?:\/bin\/)?(?:ba|z)?sh["'`]|["'`](?:python3?|node)["'`]|sys\.executable|process\.execPath)\s{0,4},\s{0,4}\[?\s{0,4})?([^\n,)]{1,160})/g

/** A file that is written in a script which fetches, and that the script then starts. */
function startsWhatItKeeps({ text }: View): { start: number; end: number } | null {
  const kept = new Set(
    [...text.matchAll(KEEPS), ...text.matchAll(KEEPS_IN)]
      .slice(0, MOST)
      .map(([, one, other, third]) => one ?? other ?? third ?? ''),
  )
  if (kept.size === 0) return null
  for (const match of [...text.matchAll(STARTS)].slice(0, MOST)) {
    const what = (match[2] ?? '')
      .trim()
      .replace(/^(?:str|os\.fspath)\s{0,2}\((\w{1,40})\)?.*$|^(\w{1,40})\.name\b.*$/, '$1$2')
    for (const path of kept) {
      const bare = path.replace(/^["'`]|["'`]$/g, '')
      const command = what.replace(/^["'`]/, '').replace(/^(?:(?:ba|z)?sh |python3? |node |chmod \S{1,6} )/, '')
      const isIt = what === path || (bare !== path && bare.length > 4 && what !== command && command.startsWith(bare))
      if (isIt) return { start: match.index, end: match.index + match[0].length }
    }
  }
  for (const match of [...text.matchAll(LOADS)].slice(0, MOST)) {
    const what = match[1] ?? match[2] ?? match[3] ?? ''
    for (const path of kept) {
      const bare = path.replace(/^["'`]|["'`]$/g, '')
      if (what === path || what === bare || what === baseName(bare).replace(/\.\w{1,4}$/, ''))
        return { start: match.index, end: match.index + match[0].length }
    }
  }
  return null
}

/** What Python loads as a module, by the name of its file, or executes from it. */
const LOADS =
  /^[ \t]{0,24}(?:import|from)\s{1,4}(\w{1,60})\b|\b(?:import_module|__import__)\s{0,2}\(\s{0,4}["']?([\w.]{1,60})|\b(?:open|spec_from_file_location\s{0,2}\([^\n,]{1,60},|run_path|load_source\s{0,2}\([^\n,]{1,60},|FileLoader\s{0,2}\([^\n,]{1,60},)\s{0,2}\(?\s{0,4}["']?([^"',)\n]{1,120})["']?\s{0,4}\)(?:\.read\w{0,8}\s{0,2}\(\s{0,2}\)\s{0,2}\))?/gm

/** An interpreter that reads from its input, and what is put there. */
const INTERPRETERS =
  /\b(?:subprocess\.\w{3,14}|Popen|spawn(?:Sync)?|execFile(?:Sync)?|execSync|Command::new|exec\.Command)\s{0,4}\(\s{0,4}\[?\s{0,4}["'`](?:\/(?:usr\/)?bin\/)?(?:(?:ba|z|da)?sh|python3?|node|perl|ruby|php|pwsh|powershell)(?:\s-\w?)?["'`]|\b(?:subprocess\.\w{3,14}|Popen)\s{0,4}\(\s{0,4}\[\s{0,4}sys\.executable\s{0,4},\s{0,4}["']-["']/g
const FEEDS =
  /\binput\s{0,2}[=:]\s{0,2}([^\n]{1,80})|\.communicate\s{0,2}\(([^\n]{1,80})|\bstdin\.(?:write|end)\s{0,2}\(([^\n]{1,80})/

function feedsInterpreter(
  view: View,
  tainted: ReadonlySet<string>,
  isSource: (view: View, start: number, end: number) => boolean,
): { start: number; end: number } | null {
  for (const match of [...view.text.matchAll(INTERPRETERS)].slice(0, MOST)) {
    const around = view.text.slice(match.index, match.index + 500)
    const fed = FEEDS.exec(around)
    if (!fed) continue
    const at = match.index + fed.index
    if (mentions(fed[1] ?? fed[2] ?? fed[3] ?? '', tainted) || isSource(view, at, at + fed[0].length))
      return { start: match.index, end: match.index + match[0].length }
  }
  return null
}

/** A function that is called by a name in a variable, with what was posted: no page needs that. */
function callsByName({ text }: View, origin: Origin): { start: number; end: number } | null {
  if (origin !== 'request') return null
  const match =
    /\$\w{1,40}\s{0,2}\(\s{0,4}(?:\w{4,20}\s{0,2}\(\s{0,4}){0,2}\$_(?:GET|POST|REQUEST|COOKIE|SERVER)\b|\bcall_user_func\w{0,6}\s{0,2}\(\s{0,4}\$_(?:GET|POST|REQUEST)/.exec(
      text,
    )
  return match && { start: match.index, end: match.index + match[0].length }
}

function lineFrom(text: string, from: number): { to: number; text: string } {
  const stop = text.indexOf('\n', from)
  const to = Math.min(stop < 0 ? text.length : stop, from + 300)
  return { to, text: text.slice(from - 1, to) }
}

/** What comes from a much used API is asked for by the skill's user, as the code that a model writes. */
function weight(origin: Origin, text: string, folder: Folder): { severity: Severity; confidence: Confidence } | object {
  if (origin === 'request')
    return /\$_(?:GET|POST|REQUEST|COOKIE|SERVER)\b|php:\/\/input/.test(text)
      ? { severity: 'critical', confidence: 'high' }
      : { severity: 'high', confidence: 'medium' }
  if (origin !== 'network') return {}
  const foreign = targetsIn(text, folder).filter(({ kind }) => kind !== 'placeholder')
  if (foreign.length > 0 && foreign.every(({ kind }) => kind === 'own'))
    return { severity: 'medium', confidence: 'medium' }
  if (foreign.some(({ kind }) => isHiding(kind) || kind === 'unknown')) return {}
  // Nobody can tell where it comes from.
  if (foreign.length === 0) return { confidence: 'medium' }
  return { severity: 'high', confidence: 'medium' }
}
