const FENCE = /^ {0,3}(`{3,}|~{3,})/
const COMMAND = /^[ \t]*\/debrief[ \t]+digest[ \t]*$/i

/** Whether a comment asks for a digest: a line of its own, not one that is quoted or shown as code. */
export function asksForDigest(body: string): boolean {
  let fence = ''
  for (const line of body.split(/\r?\n/)) {
    const mark = FENCE.exec(line)?.[1] ?? ''
    if (fence === '') {
      if (COMMAND.test(line)) return true
      fence = mark
    } else if (mark.startsWith(fence) && line.trim() === mark) fence = ''
  }
  return false
}
