import type { Folder } from '../reading/folder.ts'
import { type Target, targetsIn } from './hosts.ts'

const COMMANDS =
  /\b(?:curl|wget|lynx|https?|xh|aria2c|nc|ncat|netcat|telnet|ftp|ssh|scp|rsync|socat|dig|nslookup|drill|s_client)(?:\.exe)?\s([^\n|;&)`]{1,500})/gi
/** Options whose value is the next word. Of short ones that stand together, the last counts. */
const WITH_VALUE =
  /^(?:-\w{0,6}[oHAdFuXebcwmTPx]|--(?:output|output-document|header|user-agent|data[\w-]{0,12}|form|user|request|referer|cookie|cookie-jar|write-out|max-time|proxy|upload-file|connect-timeout|retry))$/
/** Of curl, `-O` takes no value; of wget, it is the name of a file. */
const FILE = /(?<=^|\s)-\w{0,6}O\s{1,4}[^\s-]\S{0,200}/g
const HOST =
  /^["']?(?:[\w.-]{1,40}@)?((?:\d{1,3}\.){3}\d{1,3}|0x[\da-f]{6,8}(?=\/)|\d{8,10}(?=\/)|(?:[\w-]{1,63}\.){1,6}[a-z]{2,12})((?::\d{1,5})?(?:\/[^\s"']{0,200})?)(?::{1,2}[^\s"':]{0,200})?["']?$/i
const MOST = 20

/** The addresses in commands, also without a scheme, as `curl 192.0.2.1/x`: curl takes that for http. */
export function fetchedFrom(text: string, folder: Folder): Target[] {
  const bare = [...text.matchAll(COMMANDS)]
    .slice(0, MOST)
    .flatMap(([command, words = '']) => bareIn(/^wget/i.test(command) ? words.replace(FILE, ' ') : words, folder))
  return [...targetsIn(text, folder), ...bare]
}

function bareIn(words: string, folder: Folder): Target[] {
  let isValue = false
  return words
    .split(/\s+/)
    .slice(0, MOST)
    .flatMap((word) => {
      const isTaken = isValue
      isValue = WITH_VALUE.test(word)
      const found = isTaken ? null : HOST.exec(word)
      if (!found) return []
      const isAddress = /^[\dx]/i.test(found[1] ?? '') && !/[g-wyz]/i.test(found[1] ?? '')
      return targetsIn(`${isAddress ? 'http' : 'https'}://${found[1]}${found[2]}`, folder)
    })
}
