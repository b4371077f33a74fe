import { headingsAbove, lineOf, positionAt } from '../../reading/document.ts'
import type { Folder } from '../../reading/folder.ts'
import type { View } from '../../reading/view.ts'
import type { Judged } from '../../rule.ts'
import { isAboutSecurity } from '../../weighing/context.ts'
import { says } from '../judging.ts'

/** That a person decides: the user is asked, or starts it. */
const ASKS =
  /\b(?:ask(?:s|ed)?\s{1,3}(?:the\s{1,3})?(?:user|them|human|owner|first|before|whether|if|for (?:permission|consent|approval|confirmation))|if\s{1,3}(?:the\s{1,3})?(?:user|they|you)\s{1,3}(?:wants?|agrees?|says?|likes?|asks?|chooses?|confirms?)|(?:when|after|once|until|unless)\s{1,3}(?:the\s{1,3})?(?:user|human|they|you|owner|person)\s{1,3}(?:has\s{1,3}|have\s{1,3})?(?:asks?|asked|wants?|says?|said|confirms?|confirmed|agrees?|agreed|approves?|approved)|(?:user|human|person|owner)\s{1,3}(?:decides?|merges?|approves?|confirms?|presses)|opt(?:s|ed)?[- ]in|after (?:an? )?(?:yes|ok|confirmation|approval)|confirm(?:s|ed)?\s{1,3}(?:with|by|first|before|each|every)|would you like|(?:show|tell)s?\s{1,3}(?:the\s{1,3})?user\b[^\n.]{0,40}\b(?:first|before)|with (?:the user's|your) (?:consent|permission|ok)|\[y\/n\]|\(y\/n\)|y\/N|AskUser\w{0,12})|询问用户|征得|先问|用户(?:同意|确认)|사용자에게 (?:묻|확인|물어)|동의|確認(?:して|を)|許可を|pregunt[ae]\s(?:al|a la|antes|primero|si)\b|demande[rz]?\s(?:à|au|avant|d'abord|si)\b|frage?n?\s(?:vorher|zuerst|erst|immer|den|die|ob|nach)\b|спроси(?:те)?\s/iu
const NOT =
  /\b(?:never|not|n't|without|no need to|rather than|instead of)\s{0,3}(?:\w{1,12}\s{1,3})?$|(?:不要|无需|不用|无须)$|(?:nicht|ohne|keine?|sin|sans|sem|senza|без)\s{0,3}(?:\w{1,12}\s{1,3})?$/iu

/** True if a text says that a person decides. `Don't ask whether …` says the opposite. */
export function isAsked(text: string): boolean {
  for (const match of text.matchAll(new RegExp(ASKS.source, 'giu')))
    if (!NOT.test(text.slice(Math.max(0, match.index - 30), match.index))) return true
  return false
}

/** What stands around a place. */
export const around = ({ text }: View, start: number, before: number, after: number): string =>
  text.slice(Math.max(0, start - before), start + after)

/** A script that does it only when it is told to by a word, or that asks. */
const TOLD =
  /\bread\s{1,3}(?:-\w{1,3}\s{1,3}){0,3}(?:-p|["'])|\binput\s{0,2}\(|\bRead-Host\b|\bconfirm\s{0,2}\(|\breadline\b|\bprompt\s{0,2}\(|\bargparse\b[\s\S]{0,900}?--(?:install|enable|setup|daemon|service)|(?:^|[\s"'-])(?:install|enable|setup|set-up|on|daemon|service|schedule|autostart|start)(?:-\w{1,12})?["']?\s{0,2}\)|==\s{0,2}["'](?:--)?(?:install|enable|setup|daemon|service|schedule|autostart)|\b(?:def|function)\s{1,3}(?:install|enable|setup|schedule)\w{0,24}/im

/** True if a script does what stands at a place only when somebody says so. */
export const isTold = (view: View, start: number): boolean => TOLD.test(around(view, start, 600, 200))

/** True if a text of the folder that people read says one of these words. */
export const isSaid = (folder: Folder, words: RegExp): boolean =>
  folder.documents.some(({ kind, text }) => kind === 'markdown' && words.test(text))

/** Marks of what is shown as bad. `Deny` and `never refuse` are such words elsewhere, and here the order itself. */
const SHOWN =
  /[❌🚫⛔🚩]|\b(?:red flags?|bad|wrong|anti-?patterns?|avoid|safety|pitfalls?|mistakes?|suspicious|malicious|attack\w{0,3}|detect\w{0,3}|example of)\b/iu

/** For a person to look at, whatever words of warning the order itself uses. */
export function forReview({ folder, view, start }: { folder: Folder; view: View; start: number }): Judged {
  const { line } = positionAt(view.document, view.at(start))
  const { document } = view
  const headings = document.kind === 'markdown' ? headingsAbove(document, view.at(start)) : []
  const isShown = SHOWN.test([lineOf(document, line - 1), lineOf(document, line), ...headings].join('\n'))
  return { ...says('high', 'medium'), isPlain: !isShown && !isAboutSecurity(folder) }
}
