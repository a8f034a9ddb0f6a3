const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** Whether a comment says `/debrief <word>`: on a line of its own, not one that is quoted or shown as code. */
export function asksFor(word: string, body: string): boolean {
  let fence = ''
  for (const line of body.split(/\r?\n/)) {
    const mark = FENCE.exec(line)?.[1] ?? ''
    if (fence === '') {
      if (isCommand(line, word)) return true
      fence = mark
    } else if (mark.startsWith(fence) && line.trim() === mark) fence = ''
  }
  return false
}

const isCommand = (line: string, word: string): boolean => {
  const [command, what, ...more] = line
    .slice(0, 200)
    .trim()
    .toLowerCase()
    .split(/[ \t]+/)
  return /^[ \t]*\//.test(line) && command === '/debrief' && what === word && more.length === 0
}
