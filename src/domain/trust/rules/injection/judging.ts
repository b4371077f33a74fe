import type { At } from '../../rule.ts'
import { isDescribed, isInQuotes, isNegated, says } from '../judging.ts'

/** Where an agent reads what it may take for an instruction. */
export const READ_BY_AGENTS = ['prose', 'comment', 'frontmatter', 'code', 'config', 'markup'] as const

/** Detectors and tutorials quote these words; quoting them is no instruction. */
export function unlessTalkedAbout(match: RegExpMatchArray, { view, start }: At) {
  if (isNegated(view.text, start)) return false
  const inComment = /<!--[^>]{0,400}$/.test(view.text.slice(Math.max(0, start - 400), start))
  if (inComment || view.layers.length > 0) return says('critical', 'high')
  // A quotation of Markdown shows words, unless they also do harm.
  const line = view.text.slice(view.text.lastIndexOf('\n', start) + 1, start)
  if (/^\s{0,8}>/.test(line) && !doesHarmNear(view.text, start, start + match[0].length)) return says('high', 'low')
  if (isInQuotes(view.text, start, start + match[0].length) || isDescribed(view.text, start)) return says('high', 'low')
  return true
}

/** What makes a text more than a bad habit: it sends, takes secrets, or runs what is elsewhere. */
const HARM =
  /https?:[^\n]{0,60}(?:\b(?:POST|PUT)\b|전송|보내|发送|上传|送信)|(?:환경 변수|키 파일|토큰)[^\n]{0,80}https?:|\b(?:upload|send|exfiltrat\w{1,4}|post|posts|transmit|transfer|forward|e-?mail|leak)\w{0,3}\b[^\n]{0,120}(?:https?:|credential|token|api keys?|secret|\.env|\.ssh|password|conversation|\bchat\b|\bfiles?\b|\bdata\b|@[\w-]{2,40}\.)|\bcurl\b[^\n]{0,160}\|\s{0,4}(?:ba|z)?sh\b|\b(?:fetch|download)\b[^\n]{0,60}https?:[^\n]{0,80}\b(?:run|execute|carry out|obey|follow)\b|(?:发送|上传|提交)[^\n]{0,60}https?:|envoie[rz]?\b[^\n]{0,80}https?:|env[ií]a\b[^\n]{0,80}https?:|sende\b[^\n]{0,80}https?:|отправь(?:те)?\s[^\n]{0,80}https?:/iu

/** True if the text around a place also does harm. */
export const doesHarmNear = (text: string, start: number, end: number): boolean =>
  HARM.test(text.slice(Math.max(0, start - 300), end + 300))
