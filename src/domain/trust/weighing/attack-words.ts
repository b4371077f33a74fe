import { ATTACKS_ABROAD, EXPLOITS_ABROAD } from '../data/attack-names.ts'

const OF_ATTACKS =
  "(?:malicious|hostile|evil|bad|fake|infected|poisoned|compromised|injected|vulnerable|dangerous|suspicious|harmful|insecure|unsafe|attack(?:er)?s?(?:'s)?|adversarial|phishing|obfuscated|hijacked|trojan\\w{0,5}|hacked|exploit)"
const THINGS =
  '(?:skills?|prompts?|commands?|code|scripts?|snippets?|examples?|samples?|payloads?|lines?|texts?|strings?|phrases?|patterns?|packages?|prerequisites?|installers?|updates?|cron\\w{0,4}|hooks?|entr(?:y|ies)|pages?|mails?|messages?|issues?|workflows?|techniques?|chains?|vectors?|behaviou?rs?|comments?|instructions?|steps?|macros?|attachments?|extensions?|branch(?:es)?|commits?)'
/** What is an attack by its name alone. */
const ATTACKS =
  '(?:red flags?|indicators? of (?:compromise|attack)|iocs?|web ?shells?|reverse shells?|bind shells?|(?:download )?cradles?|lures?|clickfix|droppers?|kill chain|prompt injections?|jailbreaks?|exfiltration|signs of (?:an? )?(?:attack|compromise|infection|malware|injection)|instruction overrides?|memory poisoning)'
const WHO =
  '(?:an? |the |this )?(?:attackers?|adversar(?:y|ies)|malware|worms?|thie(?:f|ves)|scammers?|intruders?|lures?|droppers?|implants?|phish\\w{0,4}|stealers?)'
const DOES =
  '(?:then |also |now |often |usually )?(?:says?|said|shows?|tells?|told|asks?|asked|runs?|ran|posts?|posted|sends?|sent|writes?|wrote|downloads?|downloaded|executes?|executed|calls?|called|drops?|dropped|installs?|installed|adds?|added|injects?|injected|fetch(?:es|ed)?|might|could|may|would|does|do|did|can|hides?|hid|uses?|used|left|leaves?|want(?:s|ed)?|gives?|gave|offer(?:s|ed)|contain(?:s|ed))'
/** Not what protects from them. */
const NOT_AGAINST =
  '(?!\\s{1,3}(?:\\w{2,12}\\s)?(?:protection|prevention|detection|defen[cs]e|remov(?:al|er)|blocker|scanner|guard|filter|cleaner|checker|fix|patch|shield|update|installation|set-?up))'
/** Says that what follows is an attack, seen or made up, and no advice. */
export const NAMES_IT = new RegExp(
  `\\b${OF_ATTACKS}\\s{1,3}(?:\\w{2,14}\\s{1,3})?${THINGS}\\b${NOT_AGAINST}|\\b${ATTACKS}\\b${NOT_AGAINST}|\\bwhat (?:an? )?(?:\\w{2,14} ){0,3}${OF_ATTACKS}\\b[^\\n]{0,40}\\blooks? like|\\b(?:how|what) ${WHO}\\b|\\b${WHO} ${DOES}\\b|\\b(?:seen )?in the wild\\b|\\b(?:attempts?|attacks?|probes?|exploits?) (?:\\w{2,12} )?looks? like\\b|\\ban? (?:issue|pull request|branch|comment|commit|readme|page|e?-?mail|ticket|file|document|skill|note) (?:titled|named|called|that says|saying)\\b|\\breal(?:-world)? (?:campaigns?|attacks?|incidents?)\\b|\\bexamples? of an? (?:\\w{2,12} )?(?:miner|stealer|loader|backdoor|worm|bot|skimmer|dropper|implant|trojan)\\b|^\\W{0,6}(?:bad|wrong|unsafe|insecure|vulnerable|malicious|dangerous)\\W{0,3}:\\W{0,4}$|\\b(?:finds?|flags?|detects?|reports?|rejects?|refuses?) (?:\\w{2,12} )?(?:lines?|commands?|calls?|code) (?:such as|like)\\b|\\b(?:somebody|someone|a stranger|strangers)\\b[^\\n]{0,80}\\b(?:added|put|published|pushed|slipped|inserted|uploaded)\\b|${ATTACKS_ABROAD}`,
  'iu',
)
/** In a report of what has happened, what the thing in question did. */
export const REPORTED = new RegExp(
  `\\b(?:it|they|the (?:\\w{2,14} )?(?:page|site|package|message|mail|script|skill|hook|file|line|workflow|step)) ${DOES}\\b[^\\n]{0,120}:\\s{0,4}$|\\bwhat (?:is|was|stood|came|we found|they left)\\b[^\\n]{0,60}:\\s{0,4}$`,
  'i',
)
/** What names attacks in a text on security, and other things elsewhere. */
export const IN_SECURITY =
  /\breal(?:-world)? cases?\b|\b(?:ways?|paths?|routes?) (?:up|out of|to (?:root|higher|admin\w{0,10}|domain admin))\b|\b(?:privilege escalation|lateral movement|post-exploitation|initial access|credential access|defen[cs]e evasion|command and control)\b|\|\s{0,4}(?:severity|级别|危害|风险|威胁|脅威|リスク|危険度|위협|위험도|risiko|riesgo|amenaza|risque|menace)\s{0,4}\||\ba typical (?:one|line|sample)\b|\b(?:frequent|observed|captured|logged) (?:inputs?|attempts?)\b|\bpayloads?\b|\b(?:stealers?|ransomware|rootkits?|botnets?)\b|\bsamples? \d{1,3}: [^\n]{0,40}\b(?:loader|implant|miner)\b|\|\s{0,4}(?:inputs?|attempts?|observed)\s{0,4}\|/i
/** An input, a disguise or a finding that a text on security describes: a title like this one, a line that is base64, a step that decodes. */
export const DESCRIBED = new RegExp(
  `\\b(?:titles?|bodies|body|branch(?:es)?|names?|comments?|messages?|labels?|values?|inputs?|filenames?|headers?|parameters?|tags?|uploads?) (?:like|such as|of|named|called|containing|with)\\s{0,3}[\`"“][^\`“”\\n]{0,12}$|\\b(?:is|are|was|were)\\s(?:[\\w-]{1,14}\\s){0,4}(?:base64|utf-16\\w{0,2}|encoded|obfuscated|gzip\\w{0,4}|xor\\w{0,2}|reversed|compressed|escaped|encrypted|defanged)\\b|\\b(?:if|when|where|whenever) (?:an?|the|any|some|one) (?:[\\w-]{2,14} ){0,2}${THINGS} (?:\\w{2,12}ly )?(?:decodes?|downloads?|pipes?|fetch(?:es)?|hides?|contains?|unpacks?)\\b|\\b(?:detects?|matches|catches|flags|finds|would match|true positives?|should (?:fire|match|alert))\\b[^\\n]{0,60}:\\s{0,4}$|\\b(?:hidden|encoded|injected|captured|observed|deobfuscated|recovered) (?:commands?|stages?|scripts?|layers?|one-?liners?)\\b|\\b(?:first|second|third|next|final) stage\\b`,
  'i',
)
/** Enough for code in a sentence or a cell, which nobody takes for a step. */
export const MENTIONED = new RegExp(`\\b(?:stage \\d|decoded|bypass(?:es)?|filters?)\\b|${EXPLOITS_ABROAD}`, 'iu')
export const REPORT =
  /\b(?:hijack\w{0,3}|post-?mortem|fake skills?|incident|worm|breach|compromised|clickfix|phishing|hacked|malware)\b/i
export const SETS_UP =
  /\b(?:set-?up|install\w{0,6}|prerequisites?|requirements?|required|quick ?start|getting started|usage|first steps?|before you|step \d|how to (?:use|run|install)|configuration|activation|updates?)\b/i
export const COLUMNS =
  /\b(?:quote|regex|matches|detects|flag|abuse|misuse|evidence|matched|signature|verdict|threat|how an? attacker\b[^|]{0,20}|attack|example of abuse)\b/i

/** A heading that says of all below it that nobody should do it. */
export const FORBIDDEN =
  /^#{1,6}\s[^\p{L}\n]{0,8}(?:(?:do not|don't|never) (?:do|run|use|execute|paste|copy|pipe|install) (?:this|these|it|that|so)|what not to do|not like this|anti-?patterns?|不要这样做?|やってはいけない|하지 말 것|so nicht|así no|à ne pas faire)[\s:!]{0,4}$/iu
/** Rules that detect attacks, by the keys and words that their formats demand. */
export const RULES = [
  /^\s{0,8}logsource:/m,
  /^\s{0,8}-?\s{0,3}pattern(?:s|-regex|-either)?:/m,
  /^\s{0,8}rule\s\w{1,60}[^\n{]{0,60}\{/m,
]
