/**
 * The line on which each entry of `skills` begins, by its name, or by its place if `skills` is a list. `text` is valid JSON. Of a name that
 * occurs twice it is the last, which is the one that counts.
 */
export function entryLines(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  let [line, depth, place] = [1, 0, 0]
  let [inSkills, isList] = [false, false]
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '\n') line++
    else if (char === '"') {
      const end = endOfString(text, i)
      if ((depth === 1 || (depth === 2 && inSkills && !isList)) && isKey(text, end)) {
        const key: string = JSON.parse(text.slice(i, end))
        if (depth === 2) lines.set(key, line)
        else inSkills = key === 'skills'
      }
      i = end - 1
    } else if (char === '{' || char === '[') {
      if (depth === 1 && inSkills) {
        isList = char === '['
        place = 0
        lines.clear()
      }
      if (depth === 2 && inSkills && isList) lines.set(String(place++), line)
      depth++
    } else if (char === '}' || char === ']') depth--
  }
  return lines
}

/** The place behind the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') return i + 1
  }
  return text.length
}

const isKey = (text: string, from: number): boolean => {
  let i = from
  while (/\s/.test(text[i] ?? '')) i++
  return text[i] === ':'
}
